// npm run setup: what goes wrong is one line that says what to do.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account } from './fake-wrangler.ts'
import { createProject, deployment } from './project.ts'

const FLAGS = ['--env', 'staging', '--secret', 'generate', '--yes']
const TWO = ['one', 'two'].map((id) => ({ id, name: id }))
const API_ERROR =
  'A request to the Cloudflare API (/accounts/one/workers/scripts/x) failed.\n\n  The script is too large. [code: 10027]'

let project: ReturnType<typeof createProject>
let served: Awaited<ReturnType<typeof deployment>> | undefined

beforeEach(() => {
  project = createProject()
})

afterEach(async () => {
  await served?.stop()
  served = undefined
  project.remove()
})

describe('before anything has been changed, it says', () => {
  it.each<[string, readonly string[], Partial<Account>, string]>([
    [
      'that nobody is signed in',
      FLAGS,
      { accounts: [] },
      'Nobody is signed in to Cloudflare. Run: npx wrangler login',
    ],
    [
      'what wrangler complains about',
      FLAGS,
      { failures: { 'd1 list': 'Timed out [code: 7000]' } },
      'npx wrangler d1 list --json failed: Timed out [code: 7000]',
    ],
    [
      'which accounts there are',
      FLAGS,
      { accounts: TWO },
      'There are several accounts. Give --account with one of: one, two.',
    ],
    [
      'that the account is not one of them',
      [...FLAGS, '--account', 'three'],
      { accounts: TWO },
      '--account takes one, two; not "three".',
    ],
    [
      'which environments there are',
      ['--env', 'test', '--yes'],
      {},
      '--env takes staging, production; not "test".',
    ],
    [
      'that a secret and a key set exclude each other',
      [...FLAGS, '--jwks-url', 'https://id.example.com/keys'],
      {},
      'Give --secret or --jwks-url, not both.',
    ],
    [
      'that a key set is fetched safely',
      ['--env', 'staging', '--yes', '--jwks-url', 'http://id.example.com/keys'],
      {},
      '--jwks-url: It begins with https://.',
    ],
    [
      'that a secret is too short',
      ['--env', 'staging', '--yes', '--secret', 'stdin'],
      {},
      '--secret stdin: It needs at least 32 bytes.',
    ],
    [
      'what origins look like',
      [...FLAGS, '--cors-origins', 'https://app.example.com/chat'],
      {},
      '--cors-origins: Origins look like https://app.example.com, without a path, separated by commas.',
    ],
    [
      'that an issuer does not have two lines',
      [...FLAGS, '--issuer', 'one\ntwo'],
      {},
      '--issuer: Control characters do not belong here.',
    ],
    [
      'which answer is missing when there is no terminal',
      ['--env', 'staging'],
      {},
      'There is no terminal to ask in. Give --jurisdiction, or --yes for the defaults.',
    ],
    [
      'that a number is meant',
      [...FLAGS, '--wait', 'long'],
      {},
      '--wait takes seconds, not "long".',
    ],
  ])('%s', async (_, flags, account, problem) => {
    const before = project.read('wrangler.toml')
    project.change(account)
    const { status, printed } = await project.setup(flags, 'short')
    expect(printed).toBe(`${problem}\n`)
    expect(status).toBe(1)
    expect(project.read('wrangler.toml')).toBe(before)
    expect(project.account().databases).toStrictEqual([])
  })

  it.each([
    [
      '[[env.staging.durable_objects.bindings]] for HUB',
      '[[env.staging.durable_objects.bindings]]\nname = "HUB"\nclass_name = "Hub"\n',
      '',
    ],
    [
      '[[migrations]] for the class Hub',
      'new_sqlite_classes = ["Hub"',
      'new_sqlite_classes = ["Other"',
    ],
  ])('that wrangler.toml has no %s', async (missing, part, instead) => {
    const before = project.read('wrangler.toml')
    expect(before).toContain(part)
    writeFileSync(join(project.folder, 'wrangler.toml'), before.replace(part, instead))
    const { status, printed } = await project.setup(FLAGS)
    expect(printed).toContain(`wrangler.toml has no ${missing}. Copy it from the repository.`)
    expect(status).toBe(1)
    expect(project.account().databases).toStrictEqual([])
  })

  it('which flag it does not know', async () => {
    const { status, printed } = await project.setup(['--colour', 'red'])
    expect(printed).toMatch(/^Unknown option '--colour'.*\n$/)
    expect(status).toBe(1)
  })
})

describe('on the way it says', () => {
  it('what the platform refused, and the next run goes on from there', async () => {
    served = await deployment(200, '{}')
    project.change({ failures: { deploy: API_ERROR }, targets: [served.address] })
    const { status, printed } = await project.setup(FLAGS)
    expect(printed.trimEnd().split('\n').at(-1)).toBe(
      'npx wrangler deploy --env staging failed: A request to the Cloudflare API (/accounts/one/workers/scripts/x) failed. The script is too large. [code: 10027]',
    )
    expect(status).toBe(1)
    project.change({ failures: {} })
    expect(await project.setup(FLAGS)).toMatchObject({ status: 0 })
    expect(project.account().databases).toHaveLength(1)
    expect(project.account().secrets).toStrictEqual(['JWT_SECRET', 'WEBHOOK_SECRET'])
  })

  it('what /health said last, and where to look', async () => {
    served = await deployment(503, '{"message":"The database does not answer."}')
    project.change({ targets: [served.address] })
    const { status, printed } = await project.setup([...FLAGS, '--wait', '1'])
    expect(printed.trimEnd().split('\n').at(-1)).toBe(
      '/health is not well after 1 s: 503 {"message":"The database does not answer."}. See: npx wrangler tail --env staging',
    )
    expect(served.asked.length).toBeGreaterThan(1)
    expect(status).toBe(1)
  })

  it('that the deployment has no address', async () => {
    project.change({ targets: ['schedule: 0 0 * * *'] })
    const { status, printed } = await project.setup(FLAGS)
    expect(printed).toContain('Deployed, without an address.')
    expect(status).toBe(1)
  })

  it('that wrangler.toml names a database of another account', async () => {
    served = await deployment(200, '{}')
    project.change({ targets: [served.address] })
    await project.setup(FLAGS)
    project.change({ databases: [] })
    const { status, printed } = await project.setup(FLAGS)
    expect(printed).toMatch(
      /^The account has no database [\da-f-]{36}, which \S+ names for edge-chatrooms-staging\. Use --account\.\n$/,
    )
    expect(status).toBe(1)
  })
})
