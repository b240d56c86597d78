// The figures of a run as text: bench/results.md.
import { cpus, release, totalmem } from 'node:os'
import packageFile from '../package.json' with { type: 'json' }
import { type Cost, CROWD } from './costs.ts'
import { ROUND_TRIP } from './far-database.ts'
import { CONNECTIONS } from './load.ts'
import type { Realtime } from './realtime.ts'
import type { Results } from './results.ts'
import { count, show, showSpread, table } from './statistics.ts'
import { isFlat, targetsOf } from './targets.ts'
import type { Contender } from './throughput.ts'

const NAMES: Readonly<Record<Contender, string>> = {
  project: 'project',
  logged: 'bare with log and headers',
  bare: 'bare',
  before: 'bare with the SQL of before',
  'select-one': '`select 1`',
  sequential: 'sequential',
  node: 'Node server',
}

const machine = (): string => {
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${processors.length} × ${processors[0]?.model.trim()}, ${memory} GiB, ${process.platform} ${release()}`
}

const versions = (): string => {
  const { devDependencies } = packageFile
  const packages = [
    'wrangler',
    'miniflare',
    'hono',
    'drizzle-orm',
    'zod',
    'jose',
    'fastify',
  ] as const
  return [
    `node ${process.versions.node}`,
    ...packages.map((name) => `${name} ${devDependencies[name]}`),
  ].join(', ')
}

const throughputSection = ({ lines }: NonNullable<Results['throughput']>): string => {
  const of = ['of `select 1`', 'of bare', 'of before']
  const head = ['request', 'contender', 'a second', ...of, 'CPU µs a request', ...of]
  const rows = lines.map(({ task, contender, figures, of: ofOther }) => {
    const others = (['select-one', 'bare', 'before'] as const).map(ofOther)
    return [
      task,
      NAMES[contender],
      showSpread(figures.perSecond, 0),
      ...others.map(({ perSecond }) => showSpread(perSecond)),
      showSpread(figures.processor, 0),
      ...others.map(({ processor }) => showSpread(processor)),
    ]
  })
  return `## Throughput and CPU

${table(head, rows)}

The CPU is that of the whole process: of workerd with the local D1 inside it, or of the Node server with its SQLite.`
}

const farSection = (far: NonNullable<Results['far']>): string => {
  const floor = far.find(({ contender }) => contender === 'select-one')?.milliseconds.median
  const rows = far.map(({ contender, milliseconds, calls }) => [
    NAMES[contender],
    showSpread(milliseconds, 1),
    show(milliseconds.median / ROUND_TRIP),
    show(milliseconds.median / (floor ?? Number.NaN)),
    String(calls),
  ])
  return `## Create with ${ROUND_TRIP} ms to D1

${table(['contender', 'ms', `in round trips of ${ROUND_TRIP} ms`, 'as measured', 'D1 calls'], rows)}

The line \`select 1\` is what one round trip takes on this machine: the ${ROUND_TRIP} ms, the local D1, and the connection to the Worker.`
}

const costCells = ({ calls, rowsRead, rowsWritten }: Cost): string[] =>
  [calls, rowsRead, rowsWritten].map(count)

const costSection = (
  { routes, crowd }: NonNullable<Results['costs']>,
  { few, many }: Results['rooms'],
): string => {
  const head = [
    'route',
    ...[few, many].flatMap((rooms) => [
      `D1 calls at ${count(rooms)} rooms`,
      'rows read',
      'rows written',
    ]),
    'note',
  ]
  const rows = routes.map((line) => [
    line.route,
    ...costCells(line.few),
    ...costCells(line.many),
    line.isCounted ? 'answers the total' : isFlat(line) ? '' : '**grows**',
  ])
  return `## D1 calls and rows of each route

${table(head, rows)}

The room of a tag with ${count(CROWD)} members: ${crowd.calls} D1 call, ${count(crowd.rowsRead)} rows read, ${count(crowd.rowsWritten)} rows written.`
}

const realtimeSection = (realtime: Realtime): string => {
  const { sockets, connectsPerSecond, bytes, toAll, delays, throughput } = realtime
  const rows = [
    ['sockets that are let in a second', count(Math.round(connectsPerSecond))],
    ['KB of workerd for each', show(bytes / 1024, 0)],
    ['ms from a post until all were told', showSpread(toAll, 0)],
    ...delays.map(({ writers, median, p99 }) => [
      `ms from an answer to its event, writers: ${writers}`,
      `${show(median, 1)}, of 99 in 100 at most ${show(p99, 1)}`,
    ]),
    ['messages a second, of those without a hub', showSpread(throughput)],
  ]
  return `## Realtime

A hub with ${count(sockets)} sockets, each of another ambassador.

${table(['what', 'figure'], rows)}

The sockets and the posts are those of one process beside workerd. An event that comes before the answer to its post counts as 0 ms.`
}

const sizeSection = ({ gzipBytes, startup }: Results): string => `## Size and start

The deployed bundle has ${count(gzipBytes)} bytes with gzip.${
  startup === null
    ? ''
    : ` It was active for ${show(startup, 0)} ms of CPU while it started, by \`wrangler check startup\`. The platform allows 1,000.`
}`

/** The text of bench/results.md. */
export const reportOf = (results: Results, date: Date): string => {
  const targets = targetsOf(results).map(({ name, figure, wanted, isMet, why }) => [
    name,
    figure,
    wanted,
    isMet ? 'yes' : `**missed**: ${why}`,
  ])
  const { throughput, far, costs, realtime, rounds, requestsPerRound, farRequests, rooms } = results
  return (
    [
      `# Results

Written by \`npm run bench\`. Compare ratios, not times: see [README.md](README.md).

- date: ${date.toISOString().slice(0, 10)}
- machine: ${machine()}
- processes: ${throughput?.pinning ?? 'not compared'}
- versions: ${versions()}
- method: medians, with the quartiles in parentheses; ${rounds} rounds of ${count(requestsPerRound)} requests over ${CONNECTIONS} connections, contenders in turns; ${farRequests} requests one after another for the far D1

## Targets

${table(['target', 'figure', 'wanted', 'met'], targets)}`,
      ...(throughput === null ? [] : [throughputSection(throughput)]),
      ...(far === null ? [] : [farSection(far)]),
      ...(costs === null ? [] : [costSection(costs, rooms)]),
      ...(realtime === null ? [] : [realtimeSection(realtime)]),
      sizeSection(results),
    ].join('\n\n') + '\n'
  )
}
