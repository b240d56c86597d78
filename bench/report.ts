// The figures of a run as text: bench/results.md and the last line of the output.
import { cpus, release, totalmem } from 'node:os'
import type { Cost, RouteCost } from './costs.ts'
import { CROWD } from './costs.ts'
import type { FarRequest } from './far-database.ts'
import { ROUND_TRIP } from './far-database.ts'
import { CONNECTIONS } from './load.ts'
import type { Spread } from './statistics.ts'
import type { Throughput } from './throughput.ts'
import packageFile from '../package.json' with { type: 'json' }

export interface Results {
  readonly throughput: readonly Throughput[]
  readonly far: readonly FarRequest[]
  readonly costs: readonly RouteCost[]
  readonly crowd: Cost
  readonly gzipBytes: number
  /** Milliseconds. */
  readonly startup: number
  readonly rooms: { readonly few: number; readonly many: number }
  readonly rounds: number
  readonly requestsPerRound: number
  readonly farRequests: number
}

interface Target {
  readonly name: string
  readonly figure: string
  readonly wanted: string
  readonly isMet: boolean
}

const LARGEST_BUNDLE = 100_000

const show = (value: number, digits = 2): string =>
  Number.isNaN(value) ? 'not measured' : value.toFixed(digits)

const showSpread = ({ median, low, high }: Spread, digits = 2): string =>
  Number.isNaN(median)
    ? 'not measured'
    : `${show(median, digits)} (${show(low, digits)}–${show(high, digits)})`

const count = (value: number): string => value.toLocaleString('en-US')

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const ofBare = (results: Results, task: string): Spread | undefined =>
  results.throughput.find((line) => line.task === task && line.contender === 'project')
    ?.perSecondOfBare

const farMedianOf = (results: Results, contender: FarRequest['contender']): number =>
  results.far.find((line) => line.contender === contender)?.milliseconds.median ?? Number.NaN

const isSimilar = (few: number, many: number): boolean =>
  Math.abs(many - few) <= Math.max(1, 0.1 * Math.max(few, many))

/** Whether a route costs the same in both brands. A list by page counts its rows, so it is left out. */
const isFlat = ({ few, many, isCounted }: RouteCost): boolean =>
  isCounted ||
  (isSimilar(few.rowsRead, many.rowsRead) && isSimilar(few.rowsWritten, many.rowsWritten))

const targetsOf = (results: Results): readonly Target[] => {
  const throughput = ['create', 'read'].map((task) => {
    const { median = Number.NaN } = ofBare(results, task) ?? {}
    return {
      name: `throughput of ${task} at ${CONNECTIONS} connections`,
      figure: `${show(median)} of bare`,
      wanted: '≥ 0.90',
      isMet: median >= 0.9,
    }
  })
  const project = farMedianOf(results, 'project')
  const trips = project / ROUND_TRIP
  const measuredTrips = project / farMedianOf(results, 'select 1')
  const ofSequential = project / farMedianOf(results, 'sequential')
  const severalCalls = results.costs.filter(({ few, many }) => few.calls !== 1 || many.calls !== 1)
  const steep = results.costs.filter((route) => !isFlat(route))
  const perMember = results.crowd.rowsWritten / CROWD
  return [
    ...throughput,
    {
      name: 'create with D1 far away',
      figure: `${show(trips)} round trips of ${ROUND_TRIP} ms`,
      wanted: '≤ 1.15',
      isMet: trips <= 1.15,
    },
    {
      name: 'the same in round trips as measured',
      figure: show(measuredTrips),
      wanted: '≤ 1.15',
      isMet: measuredTrips <= 1.15,
    },
    {
      name: 'the same against sequential',
      figure: show(ofSequential),
      wanted: '≤ 0.25',
      isMet: ofSequential <= 0.25,
    },
    {
      name: 'routes with more than one D1 call',
      figure: String(severalCalls.length),
      wanted: '0',
      isMet: severalCalls.length === 0,
    },
    {
      name: 'routes whose rows grow by more than 10 % and a row with the rooms',
      figure: String(steep.length),
      wanted: '0',
      isMet: steep.length === 0,
    },
    {
      name: `tag room with ${count(CROWD)} members`,
      figure: `${results.crowd.calls} D1 call, ${show(perMember)} rows written for each member`,
      wanted: '1 and ≤ 2.00',
      isMet: results.crowd.calls === 1 && Number(show(perMember)) <= 2,
    },
    {
      name: 'bundle',
      figure: `${count(results.gzipBytes)} bytes with gzip`,
      wanted: `≤ ${count(LARGEST_BUNDLE)}`,
      isMet: results.gzipBytes <= LARGEST_BUNDLE,
    },
  ]
}

const machine = (): string => {
  const processors = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${processors.length} × ${processors[0]?.model.trim()}, ${memory} GiB, ${process.platform} ${release()}`
}

const versions = (): string => {
  const { devDependencies } = packageFile
  return [
    `node ${process.versions.node}`,
    `wrangler ${devDependencies.wrangler}`,
    `miniflare ${devDependencies.miniflare}`,
    `hono ${devDependencies.hono}`,
    `drizzle-orm ${devDependencies['drizzle-orm']}`,
    `zod ${devDependencies.zod}`,
    `jose ${devDependencies.jose}`,
  ].join(', ')
}

const costCells = ({ calls, rowsRead, rowsWritten }: Cost): string[] =>
  [calls, rowsRead, rowsWritten].map(count)

/** The text of bench/results.md. */
export const reportOf = (results: Results, date: Date): string => {
  const targets = table(
    ['target', 'figure', 'wanted', 'met'],
    targetsOf(results).map(({ name, figure, wanted, isMet }) => [
      name,
      figure,
      wanted,
      isMet ? 'yes' : '**missed**',
    ]),
  )
  const throughput = table(
    ['request', 'contender', 'requests a second', 'of bare', 'CPU µs a request', 'of bare'],
    results.throughput.map((line) => [
      line.task,
      line.contender,
      showSpread(line.perSecond, 0),
      showSpread(line.perSecondOfBare),
      showSpread(line.processor, 0),
      showSpread(line.processorOfBare),
    ]),
  )
  const far = table(
    ['contender', 'ms', `in round trips of ${ROUND_TRIP} ms`, 'as measured', 'D1 calls'],
    results.far.map(({ contender, milliseconds, calls }) => [
      contender,
      showSpread(milliseconds, 1),
      show(milliseconds.median / ROUND_TRIP),
      show(milliseconds.median / farMedianOf(results, 'select 1')),
      String(calls),
    ]),
  )
  const { few, many } = results.rooms
  const costs = table(
    [
      'route',
      ...[few, many].flatMap((rooms) => [
        `D1 calls at ${count(rooms)} rooms`,
        'rows read',
        'rows written',
      ]),
      'note',
    ],
    results.costs.map((line) => [
      line.route,
      ...costCells(line.few),
      ...costCells(line.many),
      line.isCounted ? 'answers the total' : isFlat(line) ? '' : '**grows**',
    ]),
  )
  return `# Results

Written by \`npm run bench\`. Compare ratios, not times: see [README.md](README.md).

- date: ${date.toISOString().slice(0, 10)}
- machine: ${machine()}
- versions: ${versions()}
- method: medians, with the quartiles in parentheses; ${results.rounds} rounds of ${count(results.requestsPerRound)} requests over ${CONNECTIONS} connections, contenders in turns; ${results.farRequests} requests one after another for the far D1

## Targets

${targets}

## Throughput and CPU

${throughput}

The CPU is that of the whole workerd process. The local D1 runs inside it.

## Create with ${ROUND_TRIP} ms to D1

${far}

The line \`select 1\` is what one round trip takes on this machine: the ${ROUND_TRIP} ms, the local D1, and the connection to the Worker.

## D1 calls and rows of each route

${costs}

The room of a tag with ${count(CROWD)} members: ${results.crowd.calls} D1 call, ${count(results.crowd.rowsRead)} rows read, ${count(results.crowd.rowsWritten)} rows written.

## Size and start

The deployed bundle has ${count(results.gzipBytes)} bytes with gzip. It was active for ${show(results.startup, 0)} ms of CPU while it started, by \`wrangler check startup\`. The platform allows 1,000.
`
}

/** All figures of the targets in one line, and which of them are missed. */
export const lastLineOf = (results: Results): string => {
  const targets = targetsOf(results)
  const missed = targets.filter(({ isMet }) => !isMet).map(({ name }) => name)
  const figures = targets.map(({ name, figure }) => `${name}: ${figure}`).join('; ')
  return `bench: ${figures}; start-up: ${show(results.startup, 0)} ms CPU; missed: ${missed.join(', ') || 'none'}`
}
