// One workerd that serves every contender on a socket of its own, each with a D1 database of its own.
import { join } from 'node:path'
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import { pin } from './pinning.ts'
import { findRuntime, processorSecondsOf, residentBytesOf } from './processor.ts'

export interface WorkerToServe {
  readonly name: string
  readonly code: string
  /** Whether its database starts with rooms. */
  readonly isFilled: boolean
  /** Left out: yes. */
  readonly hasHub?: boolean
}

export interface Server {
  /** Where a Worker answers, without a router in front of it. */
  urlOf(name: string): Promise<string>
  /** The database of a Worker, for arranging. */
  databaseOf(name: string): Promise<D1Database>
  /** Seconds of CPU that workerd has used so far, in all of its threads; NaN where the system does not tell. */
  processorSeconds(): number
  /** The memory of workerd; NaN where the system does not tell. */
  residentBytes(): number
  readonly isPinned: boolean
  stop(): Promise<void>
}

const settings = join(import.meta.dirname, '..', 'wrangler.toml')

/**
 * The Worker's settings are those of wrangler.toml, but for what a run must set: the secret and the database. The static assets
 * are left out. The platform serves them before it asks the Worker; locally each request would go through a router first.
 */
const optionsOf = (worker: WorkerToServe, secret: string): V4WorkerOptions => {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(settings)
  const { modulesRules: _, assets: __, ...options } = workerOptions
  return {
    ...options,
    ...(worker.hasHub === false ? { durableObjects: {} } : {}),
    name: worker.name,
    modules: [{ type: 'ESModule', path: 'index.js', contents: worker.code }],
    modulesRoot: '/',
    bindings: {
      JWKS_URL: '',
      JWT_ISSUER: '',
      JWT_AUDIENCE: '',
      CORS_ORIGINS: '',
      JWT_SECRET: secret,
      WEBHOOK_SECRET: secret,
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
    processorSeconds: () => processorSecondsOf(runtime),
    residentBytes: () => residentBytesOf(runtime),
    isPinned: runtime !== undefined && pin(Number(runtime), 'server'),
    stop: () => miniflare.dispose(),
  }
}
