// npm run bench: measures the project against others and writes bench/results.md.
// With --quick it runs for less than a minute, proves only that it works, and writes no file.
// With --only it runs the parts that are named, such as `throughput,costs`, and writes no file.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { signToken } from '../scripts/sign-token.ts'
import { checkAnswers } from './answers.ts'
import { type Bundles, buildBundles, measureStartup } from './bundles.ts'
import { FILLED_ROOMS } from './calls.ts'
import { measureCosts, measureCrowd } from './costs.ts'
import { type Filled, fillAmbassadors, fillRooms, migrate } from './data.ts'
import { measureFarCreate } from './far-database.ts'
import { startGenerator } from './generator.ts'
import { startPeer } from './peer.ts'
import { describePinning } from './pinning.ts'
import { measureRealtime } from './realtime.ts'
import { reportOf } from './report.ts'
import type { Results } from './results.ts'
import { type Server, startServer, type WorkerToServe } from './server.ts'
import { lastLineOf } from './targets.ts'
import { type Contender, measureThroughput, type Running } from './throughput.ts'

const FULL = {
  rounds: 40,
  requestsPerRound: 160,
  farRequests: 40,
  rooms: { few: 1000, many: 1_000_000 },
  realtime: { sockets: 5000, messages: 9, posts: 200, rounds: 12, requestsPerRound: 160 },
}
const QUICK = {
  rounds: 1,
  requestsPerRound: 32,
  farRequests: 3,
  rooms: { few: 1000, many: 2000 },
  realtime: { sockets: 200, messages: 1, posts: 5, rounds: 1, requestsPerRound: 32 },
}

const PARTS = ['throughput', 'far', 'costs', 'startup', 'realtime'] as const
const SECRET = 'a secret that only this benchmark knows, 32 bytes or more'

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const size = values.quick ? QUICK : FULL
const asked = values.only?.split(',') ?? PARTS
const unknown = asked.filter((part) => !(PARTS as readonly string[]).includes(part))
if (unknown.length > 0) {
  throw new Error(`--only knows ${PARTS.join(', ')}; ${unknown.join(', ')} is none of them.`)
}

/** A part of the run, if it was asked for. */
const part = <Result>(
  name: (typeof PARTS)[number],
  work: () => Promise<Result>,
): Promise<Result | null> => (asked.includes(name) ? step(name, work) : Promise.resolve(null))

const step = async <Result>(
  name: string,
  work: () => Result | Promise<Result>,
): Promise<Result> => {
  const startedAt = performance.now()
  const result = await work()
  console.log(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  return result
}

const fill = async (database: Filled): Promise<void> => {
  await migrate(database)
  await fillAmbassadors(database)
  await fillRooms(database, FILLED_ROOMS)
}

const workersOf = ({ plain, observed }: Bundles): WorkerToServe[] => [
  ...Object.entries(plain).map(([name, code]) => ({ name, code, isFilled: true })),
  ...Object.entries(observed).map(([name, code]) => ({
    name: `far-${name}`,
    code,
    isFilled: true,
  })),
  { name: 'few', code: observed.project, isFilled: false },
  { name: 'many', code: observed.project, isFilled: false },
]

const prepare = async (server: Server, workers: readonly WorkerToServe[]): Promise<void> => {
  for (const { name, isFilled } of workers) {
    const database = await server.databaseOf(name)
    await (isFilled ? fill(database) : migrate(database))
  }
}

/** The throughput of all contenders, and whether their processes were pinned. */
const compare = async (server: Server, names: readonly string[], folder: string, token: string) => {
  const generator = startGenerator()
  const peer = await startPeer(folder, SECRET, fill)
  try {
    const workers = names.map(async (name) => {
      const url = await server.urlOf(name)
      return [name, { url, processorSeconds: () => server.processorSeconds() }] as const
    })
    const running = Object.fromEntries([
      ...(await Promise.all(workers)),
      ['node', peer],
    ]) as Readonly<Record<Contender, Running>>
    await checkAnswers(running, token)
    const { rounds, requestsPerRound } = size
    return {
      lines: await measureThroughput(running, generator, token, rounds, requestsPerRound),
      pinning: describePinning(server.isPinned && peer.isPinned && generator.isPinned),
    }
  } finally {
    generator.stop()
    peer.stop()
  }
}

const measure = async (folder: string): Promise<Results> => {
  const bundles = await step('bundles', () => buildBundles(folder))
  const startup = await part('startup', async () => measureStartup(folder))
  const realtime = await part('realtime', () =>
    measureRealtime(bundles.plain.project, SECRET, size.realtime),
  )
  const ofRun = { ...size, startup, realtime, gzipBytes: bundles.gzipBytes }
  if (asked.every((name) => name === 'startup' || name === 'realtime')) {
    return { throughput: null, far: null, costs: null, ...ofRun }
  }
  const workers = workersOf(bundles)
  const server = await startServer(workers, SECRET)
  try {
    await step('databases', () => prepare(server, workers))
    const token = await signToken(SECRET, {
      brands: [3],
      scope: 'chat:brand manager',
      sub: 'bench',
      ttl: 3600,
    })
    const throughput = await part('throughput', () =>
      compare(server, Object.keys(bundles.plain), folder, token),
    )
    const far = await part('far', () => measureFarCreate(server, token, size.farRequests))
    const costs = await part('costs', async () => ({
      routes: await measureCosts(server, token, size.rooms),
      crowd: await measureCrowd(server, token),
    }))
    return { throughput, far, costs, ...ofRun }
  } finally {
    await server.stop()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-bench-'))
try {
  const results = await measure(folder)
  const report = reportOf(results, new Date())
  if (values.quick || values.only !== undefined) console.log(report)
  else writeFileSync(join(import.meta.dirname, 'results.md'), report)
  console.log(lastLineOf(results))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
