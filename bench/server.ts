// One workerd that serves every contender on a socket of its own, each with a D1 database of its own.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'

export interface WorkerToServe {
  readonly name: string
  readonly code: string
  /** Whether its database starts with rooms. */
  readonly isFilled: boolean
}

export interface Server {
  /** Where a Worker answers, without a router in front of it. */
  urlOf(name: string): Promise<string>
  /** The database of a Worker, for arranging. */
  databaseOf(name: string): Promise<D1Database>
  /** Seconds of CPU that workerd has used so far, in all of its threads; NaN where the system does not tell. */
  processorSeconds(): number
  stop(): Promise<void>
}

const settings = join(import.meta.dirname, '..', 'wrangler.toml')
const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // A process that has just ended.
  }
}

/** The id of the workerd that this process has started; undefined where the system does not tell. */
const findRuntime = (): string | undefined => {
  const mark = new RegExp(`^\\d+ \\(workerd\\) \\w ${process.pid} `)
  if (!existsSync('/proc')) return undefined
  return readdirSync('/proc').find(
    (pid) => /^\d+$/.test(pid) && mark.test(read(`/proc/${pid}/stat`)),
  )
}

/** Seconds of CPU that all threads of a process have used; the system counts them in nanoseconds. */
const processorSecondsOf = (pid: string): number => {
  const threads = readdirSync(`/proc/${pid}/task`)
  const used = threads.map((thread) =>
    Number.parseInt(read(`/proc/${pid}/task/${thread}/schedstat`)),
  )
  return used.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e9
}

/**
 * The Worker's settings are those of wrangler.toml, but for what a run must set: the secret and the database. The static assets
 * are left out. The platform serves them before it asks the Worker; locally each request would go through a router first.
 */
const optionsOf = (worker: WorkerToServe, secret: string): V4WorkerOptions => {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(settings)
  const { modulesRules: _, assets: __, ...options } = workerOptions
  return {
    ...options,
    name: worker.name,
    modules: [{ type: 'ESModule', path: 'index.js', contents: worker.code }],
    modulesRoot: '/',
    bindings: {
      JWKS_URL: '',
      JWT_ISSUER: '',
      JWT_AUDIENCE: '',
      CORS_ORIGINS: '',
      JWT_SECRET: secret,
    },
    d1Databases: { DB: worker.name },
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  }
}

/** Starts workerd with these Workers. Their logs are written and read, as in a deployment, and thrown away. */
export const startServer = async (
  workers: readonly WorkerToServe[],
  secret: string,
): Promise<Server> => {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      cf: false,
      telemetry: { enabled: false },
      handleStructuredLogs: () => {},
      workers: workers.map((worker) => optionsOf(worker, secret)),
    }),
  )
  await miniflare.ready
  const runtime = findRuntime()
  return {
    urlOf: async (name) => (await miniflare.unsafeGetDirectURL(name)).origin,
    databaseOf: (name) =>
      miniflare.getD1Database('DB', name) as Promise<unknown> as Promise<D1Database>,
    processorSeconds: () => (runtime === undefined ? Number.NaN : processorSecondsOf(runtime)),
    stop: () => miniflare.dispose(),
  }
}
