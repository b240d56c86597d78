// npm run bench: measures the project against two others on one workerd and writes bench/results.md.
// With --quick it runs for less than a minute, proves only that it works, and writes no file.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { signToken } from '../scripts/sign-token.ts'
import { buildBundles, type Contender, measureStartup } from './bundles.ts'
import { FILLED_ROOMS } from './calls.ts'
import { measureCosts, measureCrowd } from './costs.ts'
import { fillAmbassadors, fillRooms, migrate } from './data.ts'
import { measureFarCreate } from './far-database.ts'
import { lastLineOf, reportOf, type Results } from './report.ts'
import { type Server, startServer, type WorkerToServe } from './server.ts'
import { measureThroughput } from './throughput.ts'

const FULL = {
  rounds: 40,
  requestsPerRound: 160,
  farRequests: 40,
  rooms: { few: 1000, many: 1_000_000 },
}
const QUICK = { rounds: 1, requestsPerRound: 32, farRequests: 3, rooms: { few: 1000, many: 2000 } }

const CONTENDERS: readonly Contender[] = ['project', 'bare', 'sequential']
const SECRET = 'a secret that only this benchmark knows, 32 bytes or more'

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const size = values.quick ? QUICK : FULL

const step = async <Result>(
  name: string,
  work: () => Result | Promise<Result>,
): Promise<Result> => {
  const startedAt = performance.now()
  const result = await work()
  console.log(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  return result
}

const prepare = async (server: Server, workers: readonly WorkerToServe[]): Promise<void> => {
  for (const { name, isFilled } of workers) {
    const database = await server.databaseOf(name)
    await migrate(database)
    if (!isFilled) continue
    await fillAmbassadors(database)
    await fillRooms(database, FILLED_ROOMS)
  }
}

const measure = async (folder: string): Promise<Results> => {
  const bundles = await step('bundles', () => buildBundles(folder))
  const startup = await step('start-up', () => measureStartup(folder))
  const workers: WorkerToServe[] = [
    ...CONTENDERS.map((name) => ({ name, code: bundles.plain[name], isFilled: true })),
    ...CONTENDERS.map((name) => ({
      name: `far-${name}`,
      code: bundles.observed[name],
      isFilled: true,
    })),
    { name: 'few', code: bundles.observed.project, isFilled: false },
    { name: 'many', code: bundles.observed.project, isFilled: false },
  ]
  const server = await startServer(workers, SECRET)
  try {
    await step('databases', () => prepare(server, workers))
    const token = await signToken(SECRET, {
      brands: [3],
      scope: 'chat:brand manager',
      sub: 'bench',
      ttl: 3600,
    })
    const { rounds, requestsPerRound, farRequests, rooms } = size
    const throughput = await step('throughput', () =>
      measureThroughput(server, token, rounds, requestsPerRound),
    )
    const far = await step('far D1', () => measureFarCreate(server, token, farRequests))
    const costs = await step('costs', () => measureCosts(server, token, rooms))
    const crowd = await step('crowd', () => measureCrowd(server, token))
    return { throughput, far, costs, crowd, startup, gzipBytes: bundles.gzipBytes, ...size }
  } finally {
    await server.stop()
  }
}

const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-bench-'))
try {
  const results = await measure(folder)
  const report = reportOf(results, new Date())
  if (values.quick) console.log(report)
  else writeFileSync(join(import.meta.dirname, 'results.md'), report)
  console.log(lastLineOf(results))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
