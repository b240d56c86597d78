// One `wrangler dev` with data, secret and port of its own. It ends with this process and leaves no file but its bundle under
// .wrangler/tmp, which wrangler deletes after a day.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { globSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { processIo, wranglerIn } from '../../scripts/io.ts'
import { runWrangler } from '../../scripts/local.ts'
import { freePort } from '../scripts/free-port.ts'

/** Milliseconds until a start that has brought no server up is given up and made again. */
const START_TIME = 30_000
const MOST_STARTS = 3

export interface Server {
  readonly port: number
  readonly secret: string
  /** The SQLite file of the local database. */
  readonly databaseFile: string
  /** Answers when /health answers 200; starts wrangler if it is not running. Throws after three tries. */
  readonly bringUp: () => Promise<void>
  /** Whether /health answers 200 within so many milliseconds. Starts nothing. */
  readonly isUpWithin: (milliseconds: number) => Promise<boolean>
  /** The process id of the workerd that holds the database. */
  readonly findWorkerd: () => number
  /** Sends SIGKILL at once; resolves when the process is gone. */
  readonly kill: (pid: number) => Promise<void>
  /** Sends SIGKILL to wrangler and everything below it. */
  readonly killAll: () => Promise<void>
  /** The end of what wrangler and the Worker have printed. */
  readonly lastLines: () => string
}

/** For `catch`: throws the error with what the server has printed last. */
export const failing =
  ({ lastLines }: Server) =>
  (cause: unknown): never => {
    throw new Error(`The request failed. The server has printed:\n${lastLines()}`, { cause })
  }

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const isUp = async (port: number): Promise<boolean> => {
  try {
    const health = await fetch(`http://127.0.0.1:${port}/health`, {
      signal: AbortSignal.timeout(5000),
    })
    await health.text()
    return health.ok
  } catch {
    return false
  }
}

/** The process ids of a process group whose command line holds `text` and not `otherText`. */
const findInGroup = (group: number, text: string, otherText: string): number[] =>
  execFileSync('ps', ['-Ao', 'pid=,pgid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .filter(([, , pgid]) => Number(pgid) === group)
    .filter(([, , , args = '']) => args.includes(text) && !args.includes(otherText))
    .map(([, pid]) => Number(pid))

/** Makes a migrated, empty database; `bringUp` starts the server on it, with the flags of V8 and the deadline of D1 that are given. */
export const createLocalServer = async ({
  v8Flags = '',
  d1Deadline = '',
} = {}): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-'))
  const [state, variables, logFile] = ['state', 'variables', 'log'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  const secret = randomBytes(32).toString('base64url')
  // What a deployment sets in wrangler.toml is not what the tests are about.
  const unset = 'JWKS_URL JWT_ISSUER JWT_AUDIENCE SHARDS PINNED_BRANDS HUBS JURISDICTIONS'.split(
    ' ',
  )
  const lines = [
    `JWT_SECRET=${secret}`,
    `WEBHOOK_SECRET=${secret}`,
    'WEBHOOK_RETRIES=0.2,0.2,0.2,0.5,0.5,1,1,2,2,5,5,5',
    `D1_DEADLINE=${d1Deadline}`,
    ...unset.map((name) => `${name}=`),
  ]
  writeFileSync(variables, lines.join('\n'))
  const log = openSync(logFile, 'a')
  const port = await freePort('127.0.0.1')
  let child: ChildProcess | undefined

  // Its own process group, so that one signal reaches wrangler and all that it has started.
  const launch = () => {
    const flags = ['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0']
    const files = [
      '--var',
      'ALLOW_LOCALHOST:true',
      '--persist-to',
      state,
      '--env-file',
      variables,
      '--log-level',
      'warn',
    ]
    child = spawn(wranglerIn(processIo.root), ['dev', ...flags, ...files], {
      detached: true,
      // Without wrangler's own store of traces, which takes a quarter of workerd's time.
      env: {
        ...process.env,
        X_LOCAL_OBSERVABILITY: 'false',
        MINIFLARE_WORKERD_V8_FLAGS: v8Flags,
        TMPDIR: folder,
      },
      stdio: ['ignore', log, log],
    })
  }

  const signalAll = () => {
    if (child?.pid === undefined) return
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // Nobody is left in the group.
    }
  }
  process.on('exit', () => {
    signalAll()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

  const hasEnded = () => !child || child.exitCode !== null || child.signalCode !== null

  const killAll = async () => {
    const pid = child?.pid
    if (child === undefined || pid === undefined) return
    const exited = hasEnded() ? null : once(child, 'exit')
    signalAll()
    await exited
    while (isRunning(-pid)) await pause(20)
  }

  const lastLines = () => readFileSync(logFile, 'utf8').split('\n').slice(-30).join('\n')

  const isUpWithin = async (milliseconds: number): Promise<boolean> => {
    const end = Date.now() + milliseconds
    while (Date.now() < end && !hasEnded()) {
      if (await isUp(port)) return true
      await pause(50)
    }
    return false
  }

  // Nothing but DB, so that its file is the only one.
  runWrangler(processIo, ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state])
  const databaseFile = globSync(join(state, 'v3/d1/*/*.sqlite')).find(
    (file) => !file.endsWith('metadata.sqlite'),
  )
  if (databaseFile === undefined) throw new Error(`There is no database under ${state}.`)

  return {
    port,
    secret,
    databaseFile,
    killAll,
    isUpWithin,
    async bringUp() {
      for (let starts = 0; starts <= MOST_STARTS; starts += 1) {
        if (await isUpWithin(START_TIME)) return
        await killAll()
        launch()
      }
      throw new Error(`wrangler dev did not come up.\n${lastLines()}`)
    },
    findWorkerd() {
      // wrangler runs two: the other one only listens on the port and hands the requests on.
      const found = findInGroup(child?.pid ?? 0, 'workerd serve', `:${port} `)
      const [pid] = found
      if (pid === undefined || found.length > 1) {
        throw new Error(
          `There should be one workerd with the database, not ${found.length}.\n${lastLines()}`,
        )
      }
      return pid
    },
    async kill(pid) {
      process.kill(pid, 'SIGKILL')
      while (isRunning(pid)) await pause(5)
    },
    lastLines,
  }
}
