// A copy of the project to set up, with an account at a Cloudflare that is not there.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { outcomeOf } from '../outcome.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** What a run may change, and what finds its project by its own place. */
const CHANGEABLE = new Set(['scripts', 'package.json', 'wrangler.toml'])

/** One call of wrangler. */
export interface Call {
  readonly args: readonly string[]
  readonly input: string
  readonly account: string | undefined
}

/** What the stand-in remembers. `secrets` is null while there is no Worker; `failures` are errors by start of command. */
export interface Account {
  readonly accounts: { id: string; name: string }[]
  readonly databases: { uuid: string; name: string }[]
  secrets: string[] | null
  readonly targets: string[]
  readonly failures: Readonly<Record<string, string>>
}

export interface Clone {
  readonly folder: string
  /** The environment of a shell in which `wrangler` is the stand-in. */
  readonly environment: NodeJS.ProcessEnv
  read(file: string): string
  calls(): Call[]
  change(account: Partial<Account>): void
  account(): Account
  /** Runs `npm run setup` with these flags, without a terminal. */
  setup(
    flags: readonly string[],
    input?: string,
  ): Promise<{ status: number | null; printed: string }>
}

/** A folder with what the scripts need, removed by `remove`. */
export const clone = (): Clone & { remove(): void } => {
  const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-setup-'))
  for (const name of readdirSync(root).filter((entry) => !entry.startsWith('.'))) {
    if (CHANGEABLE.has(name)) {
      cpSync(join(root, name), join(folder, name), { recursive: true })
    } else {
      symlinkSync(join(root, name), join(folder, name))
    }
  }
  const bin = mkdtempSync(join(tmpdir(), 'edge-chatrooms-bin-'))
  const stub = join(import.meta.dirname, 'fake-wrangler.ts')
  writeFileSync(join(bin, 'wrangler'), `#!/bin/sh\nexec "${process.execPath}" "${stub}" "$@"\n`)
  chmodSync(join(bin, 'wrangler'), 0o755)
  const stateFile = join(bin, 'account.json')
  const account = () => JSON.parse(readFileSync(stateFile, 'utf8')) as Account
  const change = (part: Partial<Account>) =>
    writeFileSync(stateFile, JSON.stringify({ ...account(), ...part }))
  writeFileSync(stateFile, '{}')
  change({
    accounts: [{ id: 'account-1', name: 'One' }],
    databases: [],
    secrets: null,
    targets: [],
    failures: {},
  })
  const environment = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    FAKE_ACCOUNT: bin,
  }
  delete environment['CLOUDFLARE_ACCOUNT_ID']
  return {
    folder,
    environment,
    account,
    change,
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    calls() {
      const file = join(bin, 'calls.jsonl')
      const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
      return lines.map((line) => JSON.parse(line) as Call)
    },
    async setup(flags, input = '') {
      const child = spawn(process.execPath, ['scripts/setup.ts', ...flags], {
        cwd: folder,
        env: environment,
        timeout: 60_000,
      })
      child.stdin.end(input)
      return outcomeOf(child)
    },
    remove() {
      rmSync(folder, { recursive: true, force: true })
      rmSync(bin, { recursive: true, force: true })
    },
  }
}

/** A deployment that answers /health with this status. */
export const deployment = async (status: number, body: string) => {
  const asked: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(request.url)
    response.writeHead(status).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { address: `http://127.0.0.1:${port}`, port, asked, stop }
}

/** Ends a process that was started in a group of its own, and waits for that. */
export const stopGroup = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.pid === undefined) return
  const exited = once(child, 'exit')
  process.kill(-child.pid, 'SIGINT')
  await exited
}
