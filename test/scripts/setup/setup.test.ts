// npm run setup: what it does to an account and to wrangler.toml, the first time and again.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { shown } from '../../../scripts/setup/cloudflare.ts'
import { createProject, deployment } from './project.ts'

const SECRET = 'a secret from elsewhere, of more than 32 bytes'
const FIRST = ['--env', 'staging', '--secret', 'generate', '--yes']
const NO_ID = '00000000-0000-0000-0000-000000000000'

let project: ReturnType<typeof createProject>
let served: Awaited<ReturnType<typeof deployment>>

beforeEach(async () => {
  project = createProject()
  served = await deployment(200, '{"status":"ok","database":"ok"}')
  project.change({ targets: [served.address] })
})

afterEach(async () => {
  await served.stop()
  project.remove()
})

/** Commands that change something, in order. */
const changes = () =>
  project
    .calls()
    .map(({ args }) => args.join(' '))
    .filter((command) => !/ list|whoami|--command select/.test(command))

const lines = (file: string) => project.read(file).split('\n')

/** Lines of wrangler.toml that are not what they were. */
const changedLines = (before: readonly string[]) =>
  lines('wrangler.toml').filter((line, index) => line !== before[index])

describe('the first run', () => {
  it('makes the database, migrates, deploys, sets the secret and asks /health', async () => {
    const { status, printed } = await project.setup(FIRST)
    expect(printed).toContain(`${served.address}/health answers 200.`)
    expect(status).toBe(0)
    expect(changes()).toStrictEqual([
      'd1 create edge-chatrooms-staging',
      'd1 migrations apply DB --remote --env staging',
      'deploy --env staging',
      'secret put JWT_SECRET --env staging',
      'secret put WEBHOOK_SECRET --env staging',
    ])
    expect(served.asked).toStrictEqual(['/health'])
    expect(project.account().secrets).toStrictEqual(['JWT_SECRET', 'WEBHOOK_SECRET'])
  })

  it('writes the id of the database into its own line, and leaves every other line as it was', async () => {
    const before = lines('wrangler.toml')
    await project.setup(FIRST)
    const [database] = project.account().databases
    expect(database?.name).toBe('edge-chatrooms-staging')
    expect(changedLines(before)).toStrictEqual([`database_id = "${database?.uuid}"`])
    expect(lines('wrangler.toml')).toHaveLength(before.length)
    const at = lines('wrangler.toml').indexOf(`database_id = "${database?.uuid}"`)
    expect(lines('wrangler.toml').slice(0, at)).toContain('[[env.staging.d1_databases]]')
    expect(lines('wrangler.toml').slice(0, at)).not.toContain('[[env.production.d1_databases]]')
  })

  it('hands the secret to the standard input and to a file for its owner alone, and shows it nowhere', async () => {
    const { printed } = await project.setup(FIRST)
    const [, secret = ''] = /^JWT_SECRET=(\S+)$/m.exec(project.read('.dev.vars.staging')) ?? []
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(statSync(join(project.folder, '.dev.vars.staging')).mode & 0o777).toBe(0o600)
    const given = project.calls().filter(({ input }) => input !== '')
    const [, master = ''] =
      /^WEBHOOK_SECRET=(\S+)$/m.exec(project.read('.dev.vars.staging.webhooks')) ?? []
    expect(Buffer.from(master, 'base64url')).toHaveLength(32)
    expect(statSync(join(project.folder, '.dev.vars.staging.webhooks')).mode & 0o777).toBe(0o600)
    expect(given.map(({ args, input }) => [args[1], args[2], input])).toStrictEqual([
      ['put', 'JWT_SECRET', secret],
      ['put', 'WEBHOOK_SECRET', master],
    ])
    expect(printed).not.toContain(master)
    expect(printed).not.toContain(secret)
    expect(JSON.stringify(project.calls().map(({ args }) => args))).not.toContain(secret)
    expect(project.read('wrangler.toml')).not.toContain(secret)
  })

  it('shows the secret when it is asked to', async () => {
    const { printed } = await project.setup([...FIRST, '--show-secret'])
    const [secret = ''] = /^JWT_SECRET=\S+$/m.exec(project.read('.dev.vars.staging')) ?? []
    expect(printed.split('\n')).toContain(secret)
  })

  it('takes a secret from the standard input, and keeps no copy', async () => {
    const flags = ['--env', 'production', '--secret', 'stdin', '--yes']
    const { printed } = await project.setup(flags, `${SECRET}\n`)
    expect(project.calls().find(({ args }) => args[1] === 'put')?.input).toBe(SECRET)
    expect(changes()).toContain('secret put JWT_SECRET --env production')
    expect(existsSync(join(project.folder, '.dev.vars.production'))).toBe(false)
    expect(printed).not.toContain(SECRET)
    expect(printed).toContain('$TOKEN')
  })

  it('writes what tokens and browsers must have', async () => {
    const before = lines('wrangler.toml')
    const keys = ['--jwks-url', 'https://id.example.com/keys']
    const claims = ['--issuer', 'https://id.example.com/"a"\\', '--audience', 'chat']
    const origins = ['--cors-origins', 'https://app.example.com, https://b.example.com:8443']
    await project.setup(['--env', 'production', '--yes', ...keys, ...claims, ...origins])
    expect(changedLines(before)).toStrictEqual([
      'JWKS_URL = "https://id.example.com/keys"',
      'JWT_ISSUER = "https://id.example.com/\\"a\\"\\\\"',
      'JWT_AUDIENCE = "chat"',
      'CORS_ORIGINS = "https://app.example.com, https://b.example.com:8443"',
      `database_id = "${project.account().databases[0]?.uuid}"`,
    ])
    expect(changes().join('\n')).not.toContain('JWT_SECRET')
  })

  it('keeps the data where it is told to', async () => {
    await project.setup([...FIRST, '--jurisdiction', 'eu'])
    expect(changes()).toContain('d1 create edge-chatrooms-staging --jurisdiction eu')
  })

  it('takes the account that it is told to, of several', async () => {
    const accounts = ['one', 'two'].map((id) => ({ id, name: id }))
    project.change({ accounts })
    await project.setup([...FIRST, '--account', 'two'])
    const [whoami, ...others] = project.calls()
    expect(whoami?.args).toStrictEqual(['whoami', '--json'])
    expect(new Set(others.map(({ account }) => account))).toStrictEqual(new Set(['two']))
  })
})

describe('another run', () => {
  it('brings the tables and the code up to date, and changes nothing else', async () => {
    await project.setup(FIRST)
    const before = [project.read('wrangler.toml'), project.read('.dev.vars.staging')]
    const first = changes().length
    const { status } = await project.setup(FIRST)
    expect(status).toBe(0)
    expect(changes().slice(first)).toStrictEqual([
      'd1 migrations apply DB --remote --env staging',
      'deploy --env staging',
    ])
    expect([project.read('wrangler.toml'), project.read('.dev.vars.staging')]).toStrictEqual(before)
    expect(project.account().databases).toHaveLength(1)
  })

  it('folds the names that an older version has left, as npm run db:migrate does', async () => {
    await project.setup(FIRST)
    const names = { firstname: 'Élodie', lastname: 'Weiß', username: null }
    project.change({ unfolded: [{ id_brand: 3, id_ambassador: 7, ...names }] })
    const first = changes().length
    const { printed } = await project.setup(FIRST)
    expect(printed).toContain('DB: the names of 1 people have been folded again.')
    expect(changes().slice(first)).toStrictEqual([
      'd1 migrations apply DB --remote --env staging',
      expect.stringMatching(
        /^d1 execute DB --json --command with folded .* --remote --env staging$/s,
      ),
      'deploy --env staging',
    ])
    const [, folded] = changes().slice(first)
    expect(folded).toContain(Buffer.from('\u0002elodie\nweiss\n').toString('hex'))
  })

  it('takes the database of a run that ended before its id was written', async () => {
    project.change({ databases: [{ uuid: 'the-uuid', name: 'edge-chatrooms-staging' }] })
    await project.setup(FIRST)
    expect(project.read('wrangler.toml')).toContain('database_id = "the-uuid"')
    expect(changes()).not.toContain('d1 create edge-chatrooms-staging')
  })

  it('moves from a secret to a key set, and back', async () => {
    await project.setup(FIRST)
    await project.setup(['--env', 'staging', '--jwks-url', 'https://id.example.com/keys', '--yes'])
    expect(project.read('wrangler.toml')).toContain('JWKS_URL = "https://id.example.com/keys"')
    expect(changes().slice(-2)).toStrictEqual([
      'deploy --env staging',
      'secret delete JWT_SECRET --env staging',
    ])
    await project.setup(['--env', 'staging', '--yes'])
    expect(project.read('wrangler.toml')).toContain('JWKS_URL = "https://id.example.com/keys"')
    expect(project.account().secrets).toStrictEqual(['WEBHOOK_SECRET'])
    await project.setup(FIRST)
    expect(project.read('wrangler.toml')).not.toContain('https://id.example.com')
    expect(project.account().secrets).toStrictEqual(['WEBHOOK_SECRET', 'JWT_SECRET'])
  })
})

describe('a dry run', () => {
  it('prints every command and every change, and neither calls nor changes anything', async () => {
    const before = project.read('wrangler.toml')
    const more = ['--jurisdiction', 'eu', '--issuer', 'https://id.example.com', '--dry-run']
    const { status, printed } = await project.setup([...FIRST, ...more])
    expect(status).toBe(0)
    expect(printed.trimEnd().split('\n')).toStrictEqual([
      '$ npx wrangler whoami --json',
      '$ npx wrangler d1 list --json',
      '$ npx wrangler secret list --env staging',
      '$ npx wrangler d1 create edge-chatrooms-staging --jurisdiction eu',
      '$ npx wrangler d1 list --json',
      'wrangler.toml',
      `- database_id = "${NO_ID}"`,
      '+ database_id = "the id of edge-chatrooms-staging"',
      'wrangler.toml',
      '- JWT_ISSUER = ""',
      '+ JWT_ISSUER = "https://id.example.com"',
      '$ npx wrangler d1 migrations apply DB --remote --env staging',
      expect.stringMatching(
        /^\$ npx wrangler d1 execute DB --json --command "select .*" --remote --env staging$/,
      ),
      '$ npx wrangler deploy --env staging',
      '.dev.vars.staging',
      '+ JWT_SECRET=(32 random bytes)',
      '$ npx wrangler secret put JWT_SECRET --env staging   (the secret goes to its standard input)',
      '.dev.vars.staging.webhooks',
      '+ WEBHOOK_SECRET=(32 random bytes)',
      '$ npx wrangler secret put WEBHOOK_SECRET --env staging   (the secret goes to its standard input)',
      '$ GET /health of the address that wrangler prints, until it answers 200',
      'This was a dry run: nothing has been changed.',
    ])
    expect(project.calls()).toStrictEqual([])
    expect(served.asked).toStrictEqual([])
    expect(project.read('wrangler.toml')).toBe(before)
    expect(existsSync(join(project.folder, '.dev.vars.staging'))).toBe(false)
  })

  it('prints the commands that the run then makes', async () => {
    const { printed } = await project.setup([...FIRST, '--dry-run'])
    await project.setup(FIRST)
    const commands = [...printed.matchAll(/^\$ (npx wrangler .*?)(?: {3}.*)?$/gm)]
    expect(commands.map(([, command]) => command)).toStrictEqual(
      project.calls().map(({ args }) => shown(args)),
    )
  })
})
