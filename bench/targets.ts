// What the figures of a run should be, and why one that is missed is.
import { CROWD, type RouteCost } from './costs.ts'
import { ROUND_TRIP } from './far-database.ts'
import { CONNECTIONS } from './load.ts'
import { type Realtime, WRITERS } from './realtime.ts'
import type { Results } from './results.ts'
import { count, show, showSpread, type Spread } from './statistics.ts'
import type { Contender } from './throughput.ts'
import { type Task, TASKS } from './calls.ts'

export interface Target {
  readonly name: string
  readonly figure: string
  readonly wanted: string
  readonly isMet: boolean
  /** Why it is missed where it is. */
  readonly why: string
}

const LARGEST_BUNDLE = 100_000

const OWN_CODE =
  'token, validation, rules and presenter are work, and so is telling the hub of a write'
const ONE_CALL = 'one call of the local D1 is most of the request, and a larger one takes longer'

const isSimilar = (few: number, many: number): boolean =>
  Math.abs(many - few) <= Math.max(1, 0.1 * Math.max(few, many))

/** Whether a route costs the same in both brands. A list by page counts its rows, so it is left out. */
export const isFlat = ({ few, many, isCounted }: RouteCost): boolean =>
  isCounted ||
  (isSimilar(few.rowsRead, many.rowsRead) && isSimilar(few.rowsWritten, many.rowsWritten))

type Lines = NonNullable<Results['throughput']>['lines']

const ratio = (
  lines: Lines,
  task: Task,
  contender: Contender,
  other: Contender,
  key: 'perSecond' | 'processor',
): Spread =>
  lines.find((line) => line.task === task && line.contender === contender)!.of(other)[key]

const throughputTargets = (lines: Lines): Target[] => {
  const partOf = (
    task: Task,
    other: 'select-one' | 'bare' | 'logged',
    least: number,
    why: string,
  ) => {
    const spread = ratio(lines, task, 'project', other, 'perSecond')
    const name = { 'select-one': 'select 1', bare: 'bare', logged: 'bare with log and headers' }[
      other
    ]
    return {
      name: `throughput of ${task} at ${CONNECTIONS} connections, of ${name}`,
      figure: showSpread(spread),
      wanted: `≥ ${show(least)}`,
      isMet: spread.median >= least,
      why,
    }
  }
  const message = ratio(lines, 'message', 'bare', 'before', 'processor')
  const slower = TASKS.filter((task) => ratio(lines, task, 'bare', 'before', 'processor').low > 1)
  return [
    partOf('read', 'select-one', 0.8, ONE_CALL),
    partOf('create', 'select-one', 0.6, ONE_CALL),
    partOf('message', 'select-one', 0.65, ONE_CALL),
    ...TASKS.map((task) => partOf(task, 'logged', 0.95, OWN_CODE)),
    partOf('create', 'bare', 0.9, OWN_CODE),
    partOf('read', 'bare', 0.9, OWN_CODE),
    {
      name: 'CPU of message with the SQL of now, of that of before',
      figure: showSpread(message),
      wanted: '≤ 0.80',
      isMet: message.median <= 0.8,
      why: 'what a commit to the disk and the floor of a call take is in both',
    },
    {
      name: 'requests whose SQL takes more CPU than that of before, by their quartiles',
      figure: slower.join(', ') || '0',
      wanted: '0',
      isMet: slower.length === 0,
      why: 'see the table',
    },
  ]
}

const farTargets = (far: NonNullable<Results['far']>): Target[] => {
  const medianOf = (contender: string) =>
    far.find((line) => line.contender === contender)?.milliseconds.median ?? Number.NaN
  const trips = medianOf('project') / ROUND_TRIP
  const measuredTrips = medianOf('project') / medianOf('select-one')
  const ofSequential = medianOf('project') / medianOf('sequential')
  return [
    {
      name: 'create with D1 far away',
      figure: `${show(trips)} round trips of ${ROUND_TRIP} ms`,
      wanted: '≤ 1.15',
      isMet: trips <= 1.15,
      why: 'the local D1 and the connection are in it; see the next line',
    },
    {
      name: 'the same in round trips as measured',
      figure: show(measuredTrips),
      wanted: '≤ 1.15',
      isMet: measuredTrips <= 1.15,
      why: 'see the table',
    },
    {
      name: 'the same against sequential',
      figure: show(ofSequential),
      wanted: '≤ 0.25',
      isMet: ofSequential <= 0.25,
      why: 'see the table',
    },
  ]
}

const costTargets = ({ routes, crowd }: NonNullable<Results['costs']>): Target[] => {
  const severalCalls = routes.filter(({ few, many }) => few.calls !== 1 || many.calls !== 1)
  const steep = routes.filter((route) => !isFlat(route))
  const perMember = crowd.rowsWritten / CROWD
  return [
    {
      name: 'routes with more than one D1 call',
      figure: String(severalCalls.length),
      wanted: '0',
      isMet: severalCalls.length === 0,
      why: severalCalls.map(({ route }) => route).join(', '),
    },
    {
      name: 'routes whose rows grow by more than 10 % and a row with the rooms',
      figure: String(steep.length),
      wanted: '0',
      isMet: steep.length === 0,
      why: steep.map(({ route }) => route).join(', '),
    },
    {
      name: `tag room with ${count(CROWD)} members`,
      figure: `${crowd.calls} D1 call, ${show(perMember)} rows written for each member`,
      wanted: '1 and ≤ 2.00',
      isMet: crowd.calls === 1 && Number(show(perMember)) <= 2,
      why: 'see the table',
    },
  ]
}

const targetOf = (
  name: string,
  value: number,
  figure: string,
  wanted: string,
  isMet: boolean,
  why = 'see the table',
): Target => ({
  name,
  figure: Number.isNaN(value) ? 'not measured' : figure,
  wanted,
  isMet,
  why,
})

const realtimeTargets = ({ bytes, toAll, delays, throughput, sockets }: Realtime): Target[] => {
  const [, many] = delays
  const { median, p99 } = many!
  return [
    targetOf(
      'memory of a socket',
      bytes,
      `${show(bytes / 1024, 0)} KB`,
      '≤ 120 KB',
      bytes <= 120 * 1024,
    ),
    targetOf(
      `one message to ${count(sockets)} sockets`,
      toAll.median,
      `${showSpread(toAll, 0)} ms`,
      '≤ 250 ms',
      toAll.median <= 250,
    ),
    targetOf(
      `from an answer to its event at ${WRITERS} writers`,
      median,
      `${show(median, 1)} ms, of 99 in 100 at most ${show(p99, 1)}`,
      '≤ 2 and ≤ 20',
      median <= 2 && p99 <= 20,
    ),
    targetOf(
      'throughput of message with a hub, of that without',
      throughput.median,
      showSpread(throughput),
      '≥ 0.90',
      throughput.median >= 0.9,
      'each message is a call of the hub more, on the same two cores',
    ),
  ]
}

/** The targets of the parts that were run. */
export const targetsOf = ({
  throughput,
  far,
  costs,
  realtime,
  gzipBytes,
}: Results): readonly Target[] => [
  ...(throughput === null ? [] : throughputTargets(throughput.lines)),
  ...(far === null ? [] : farTargets(far)),
  ...(costs === null ? [] : costTargets(costs)),
  ...(realtime === null ? [] : realtimeTargets(realtime)),
  {
    name: 'bundle',
    figure: `${count(gzipBytes)} bytes with gzip`,
    wanted: `≤ ${count(LARGEST_BUNDLE)}`,
    isMet: gzipBytes <= LARGEST_BUNDLE,
    why: 'it has grown',
  },
]

/** All figures of the targets in one line, and which of them are missed. */
export const lastLineOf = (results: Results): string => {
  const targets = targetsOf(results)
  const missed = targets.filter(({ isMet }) => !isMet).map(({ name }) => name)
  const figures = targets.map(({ name, figure }) => `${name}: ${figure}`).join('; ')
  const { startup } = results
  const start = startup === null ? '' : `; start-up: ${show(startup, 0)} ms CPU`
  return `bench: ${figures}${start}; missed: ${missed.join(', ') || 'none'}`
}
