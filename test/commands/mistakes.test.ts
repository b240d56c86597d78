// What people meet on their way in: each mistake is one line that says what to do.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { freePort } from '../scripts/free-port.ts'
import { clone, stopGroup } from './clone.ts'

/** Those that Node runs itself. */
const SCRIPTS = (Object.keys(packageJson.scripts) as (keyof typeof packageJson.scripts)[]).filter(
  (name) => packageJson.scripts[name].startsWith('node '),
)

let project: ReturnType<typeof clone>
let server: ChildProcess | undefined

beforeEach(() => {
  project = clone()
})

afterEach(async () => {
  if (server !== undefined) await stopGroup(server)
  server = undefined
  project.remove()
})

/** Runs a script of package.json in the clone with npm, in a shell with these variables. */
const run = (command: string, variables: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', ...command.split(' ')], {
    cwd: project.folder,
    env: { ...process.env, ...variables },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

describe('a script', () => {
  /** As npm runs it, without the time that npm takes itself. */
  const runAlone = (script: (typeof SCRIPTS)[number], variables = {}) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', packageJson.scripts[script]], {
      cwd: project.folder,
      env: { ...process.env, ...variables },
      encoding: 'utf8',
    })
    return { status, stdout, stderr }
  }

  it.each(SCRIPTS)('%s says that the packages are missing', (script) => {
    rmSync(join(project.folder, 'node_modules'))
    const stderr = 'The packages are not installed, or not those for development. Run: npm ci\n'
    expect(runAlone(script)).toStrictEqual({ status: 1, stdout: '', stderr })
  })

  it.each(SCRIPTS)('%s says that its Node does not run TypeScript', (script) => {
    const { status, stdout, stderr } = runAlone(script, {
      NODE_OPTIONS: '--no-experimental-strip-types',
    })
    expect({ status, stdout }).toStrictEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/^Node v\S+ does not run TypeScript\. Run npm ci, [^\n]*\n$/)
  })
})

/** Starts `wrangler dev` by itself, as somebody does who does not know `npm run dev`; answers what it prints. */
const startWrangler = async (port: number): Promise<() => string> => {
  const wrangler = join(project.folder, 'node_modules', '.bin', 'wrangler')
  const flags = ['--port', String(port), '--ip', '127.0.0.1', '--inspector-port', '0']
  const child = spawn(wrangler, ['dev', ...flags], {
    cwd: project.folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  server = child
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('Ready on')) resolve()
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => reject(new Error(printed)))
  })
  return () => printed
}

it('wrangler dev without a secret and without tables says what to do about both', async () => {
  const port = await freePort('127.0.0.1')
  const screen = await startWrangler(port)
  const answer = await fetch(`http://127.0.0.1:${port}/api/v2/chat/messages/1`)
  expect(answer.status).toBe(401)
  expect(await answer.json()).toStrictEqual({ message: 'Unauthorized.' })
  await expect
    .poll(screen, { timeout: 10_000 })
    .toMatch(/^.*"reason":"misconfigured: set JWT_SECRET or JWKS_URL; npm run dev makes [^\n]*$/m)
  const health = await fetch(`http://127.0.0.1:${port}/health`)
  expect(health.status).toBe(503)
  expect(await health.json()).toStrictEqual({
    message: expect.stringMatching(
      /^The database is not migrated\. Run .* The signing keys are misconfigured, .* Set `JWT_SECRET`, .* Set `WEBHOOK_SECRET`, /,
    ),
    status: 'error',
    database: 'not_migrated',
    keys: 'misconfigured',
    hubs: 'ok',
    webhooks: 'misconfigured',
  })
})

/** The commands that take flags of their own. */
const COMMANDS = ['db:migrate', 'db:reset', 'brand:copy', 'token', 'setup']

describe('a flag', () => {
  it.each(COMMANDS)('of %s is listed by --help', (script) => {
    const { status, stdout, stderr } = run(`${script} -- --help`)
    expect({ status, stderr }).toStrictEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(new RegExp(`^npm run (-s )?${script} `))
  })

  it.each(['import', 'export'])('of %s is listed by --help, and its lack is status 2', (script) => {
    const { status, stdout, stderr } = run(`${script} -- --help`)
    expect({ status, stderr }).toStrictEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(new RegExp(`^Usage: npm run ${script} -- `))
    expect(run(script)).toMatchObject({ status: 2, stdout: '' })
  })

  it('that is unknown is one line and status 1', () => {
    const stderr = "Unknown option '--evn'. --help lists the flags.\n"
    expect(run('token -- --evn staging')).toStrictEqual({ status: 1, stdout: '', stderr })
  })
})

it('npm run deploy says in one line that nobody is signed in', () => {
  const variables = { HOME: project.folder, CLOUDFLARE_API_TOKEN: '' }
  const stderr = 'Nobody is signed in to Cloudflare. Run: npx wrangler login\n'
  expect(run('deploy', variables)).toStrictEqual({ status: 1, stdout: '', stderr })
})
