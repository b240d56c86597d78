// npm run setup: a change of the secret, in two steps that can be interrupted, without a refused token.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { shown } from '../../../scripts/setup/cloudflare.ts'
import { createProject, deployment } from './project.ts'

const SECRET = 'a secret from elsewhere, of more than 32 bytes'
const setupFlags = (secret: string) => ['--env', 'staging', '--secret', secret, '--yes']

let project: ReturnType<typeof createProject>
let served: Awaited<ReturnType<typeof deployment>>

beforeEach(async () => {
  project = createProject()
  served = await deployment(200, '{}')
  project.change({ targets: [served.address] })
  await project.setup(setupFlags('generate'))
})

afterEach(async () => {
  await served.stop()
  project.remove()
})

const kept = () => {
  const { JWT_SECRET, JWT_SECRET_PREVIOUS } = parseEnv(project.read('.dev.vars.staging'))
  return { current: JWT_SECRET, previous: JWT_SECRET_PREVIOUS }
}

/** What has been done to secrets since `count` calls, with what went to the standard input. */
const secretCalls = (count: number) =>
  project
    .calls()
    .slice(count)
    .filter(({ args }) => args[0] === 'secret' && args[1] !== 'list')
    .map(({ args, input }) => [args.slice(1, 3).join(' '), input])

describe('--secret rotate', () => {
  it('gives the Worker the old secret beside a new one, keeps both, and shows neither', async () => {
    const old = kept().current
    const count = project.calls().length
    const { status, printed } = await project.setup(setupFlags('rotate'))
    expect(status).toBe(0)
    const { current, previous } = kept()
    expect(previous).toBe(old)
    expect(Buffer.from(current ?? '', 'base64url')).toHaveLength(32)
    expect(current).not.toBe(old)
    expect(secretCalls(count)).toStrictEqual([
      ['put JWT_SECRET_PREVIOUS', old],
      ['put JWT_SECRET', current],
    ])
    expect(printed).toContain(
      'Tokens of the one before stay good until: npm run setup -- --env staging --secret retire\n',
    )
    for (const secret of [old, current]) expect(printed).not.toContain(secret)
  })

  it.each([
    ['before anything was sent', 'secret put JWT_SECRET_PREVIOUS'],
    ['between the two', 'secret put JWT_SECRET --env'],
  ])('goes on where a run has ended %s', async (_, command) => {
    const old = kept().current
    project.change({ failures: { [command]: 'Timed out [code: 7000]' } })
    expect(await project.setup(setupFlags('rotate'))).toMatchObject({ status: 1 })
    project.change({ failures: {} })
    const count = project.calls().length
    expect(await project.setup(setupFlags('rotate'))).toMatchObject({ status: 0 })
    expect(kept().previous).toBe(old)
    expect(secretCalls(count)).toStrictEqual([
      ['put JWT_SECRET_PREVIOUS', old],
      ['put JWT_SECRET', kept().current],
    ])
  })

  it('makes no third secret before the first one has been taken away', async () => {
    await project.setup(setupFlags('rotate'))
    const first = kept()
    await project.setup(setupFlags('rotate'))
    expect(kept()).toStrictEqual(first)
    await project.setup(setupFlags('retire'))
    await project.setup(setupFlags('rotate'))
    expect(kept().previous).toBe(first.current)
  })

  it('does not bring back a secret that was taken away by hand', async () => {
    await project.setup(setupFlags('rotate'))
    const { current } = kept()
    project.change({ secrets: ['JWT_SECRET'] })
    await project.setup(setupFlags('rotate'))
    expect(kept().previous).toBe(current)
  })

  it('makes one secret alone when the Worker has none', async () => {
    project.change({ secrets: ['WEBHOOK_SECRET'] })
    const count = project.calls().length
    await project.setup(setupFlags('rotate'))
    expect(secretCalls(count)).toStrictEqual([['put JWT_SECRET', kept().current]])
    expect(kept().previous).toBeUndefined()
  })

  it('changes nothing when the secret of the Worker is not known here', async () => {
    project.change({ secrets: ['JWT_SECRET'] })
    const flags = ['--env', 'production', '--secret', 'rotate', '--yes']
    const { status, printed } = await project.setup(flags)
    expect(status).toBe(1)
    expect(printed).toBe(
      'There is no .dev.vars.production with the secret that the Worker has. Change it as in docs/operations.md, "Change the signing keys".\n',
    )
    expect(project.calls().at(-1)?.args[1]).toBe('list')
  })
})

describe('--secret retire', () => {
  it('takes the old secret away from the Worker and from the file, and the new one stays', async () => {
    await project.setup(setupFlags('rotate'))
    const { current } = kept()
    const count = project.calls().length
    const { printed } = await project.setup(setupFlags('retire'))
    expect(secretCalls(count)).toStrictEqual([['delete JWT_SECRET_PREVIOUS', '']])
    expect(printed).toContain('Secret of before: deleted. Its tokens are refused.\n')
    expect(project.account().secrets).toStrictEqual(['JWT_SECRET', 'WEBHOOK_SECRET'])
    expect(kept()).toStrictEqual({ current, previous: undefined })
  })

  it('does nothing when there is none, also to a key set', async () => {
    const url = 'https://id.example.com/keys'
    await project.setup(['--env', 'staging', '--jwks-url', url, '--yes'])
    const count = project.calls().length
    const { printed } = await project.setup(setupFlags('retire'))
    expect(printed).toContain('Secret of before: there is none.\n')
    expect(secretCalls(count)).toStrictEqual([])
    expect(project.read('wrangler.toml')).toContain(`JWKS_URL = "${url}"`)
  })
})

it('a secret of one’s own takes the place of a known one, whose tokens stay good, and of its file', async () => {
  const old = kept().current
  const count = project.calls().length
  await project.setup(setupFlags('stdin'), SECRET)
  expect(secretCalls(count)).toStrictEqual([
    ['put JWT_SECRET_PREVIOUS', old],
    ['put JWT_SECRET', SECRET],
  ])
  expect(existsSync(join(project.folder, '.dev.vars.staging'))).toBe(false)
})

it('a key set takes the place of both secrets', async () => {
  await project.setup(setupFlags('rotate'))
  await project.setup(['--env', 'staging', '--jwks-url', 'https://id.example.com/keys', '--yes'])
  expect(project.account().secrets).toStrictEqual(['WEBHOOK_SECRET'])
})

it.each(['rotate', 'retire'])(
  'a dry run of %s prints the commands that the run makes',
  async (step) => {
    if (step === 'retire') await project.setup(setupFlags('rotate'))
    const before = project.read('.dev.vars.staging')
    const { printed } = await project.setup([...setupFlags(step), '--dry-run'])
    expect(project.read('.dev.vars.staging')).toBe(before)
    const count = project.calls().length
    await project.setup(setupFlags(step))
    const commands = [...printed.matchAll(/^\$ (npx wrangler .*?)(?: {3}.*)?$/gm)]
    const made = project.calls().slice(count)
    expect(commands.map(([, command]) => command)).toStrictEqual(
      made.map(({ args }) => shown(args)),
    )
  },
)
