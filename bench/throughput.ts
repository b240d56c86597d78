// How many requests a second each contender answers, and what CPU it takes, in rounds that alternate between them.
import type { WorkerName } from './bundles.ts'
import { callsOf, SELECT_ONE, type Task, TASKS } from './calls.ts'
import type { Generator } from './generator.ts'
import { CONNECTIONS } from './load.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** All who are measured: Workers, and the Node server. */
export type Contender = WorkerName | 'node'

/** A contender that runs: where it answers, and the CPU of its process so far, in seconds. */
export interface Running {
  readonly url: string
  readonly processorSeconds: () => number
}

interface Sample {
  readonly perSecond: number
  /** Microseconds of CPU for a request: of the whole process, the database included. */
  readonly processor: number
}

export interface Throughput {
  readonly task: Task
  readonly contender: Contender
  readonly figures: Readonly<Record<keyof Sample, Spread>>
  /** The same as a part of what another contender reached in the same round. */
  readonly of: (other: Contender) => Readonly<Record<keyof Sample, Spread>>
}

const WORKERS = ['select-one', 'project', 'logged', 'bare', 'before'] as const

const CONTENDERS: Readonly<Record<Task, readonly Contender[]>> = {
  create: [...WORKERS, 'sequential', 'node'],
  repeat: [...WORKERS, 'sequential', 'node'],
  read: [...WORKERS, 'sequential', 'node'],
  message: [...WORKERS, 'node'],
}

/** Rounds that are thrown away: code is compiled and caches fill. Of a single round nothing is expected. */
const warmUpOf = (rounds: number): number => Math.min(rounds, 2)

/** A generator prepares a call more for each of its connections than it sends. */
const SPARE = 2 * CONNECTIONS

const summaryOf = (
  task: Task,
  contender: Contender,
  samples: ReadonlyMap<Contender, readonly Sample[]>,
): Throughput => {
  const own = samples.get(contender) ?? []
  const spreads = (values: (key: keyof Sample) => number[]) => ({
    perSecond: spreadOf(values('perSecond')),
    processor: spreadOf(values('processor')),
  })
  return {
    task,
    contender,
    figures: spreads((key) => own.map((sample) => sample[key])),
    of: (other) =>
      spreads((key) =>
        own.map(
          (sample, round) => sample[key] / (samples.get(other)?.[round]?.[key] ?? Number.NaN),
        ),
      ),
  }
}

/** Runs `rounds` rounds of `count` requests for each task and contender. Every second round goes the other way round. */
export const measureThroughput = async (
  running: Readonly<Record<Contender, Running>>,
  generator: Generator,
  token: string,
  rounds: number,
  count: number,
): Promise<readonly Throughput[]> => {
  const nextOf = new Map(Object.keys(running).map((name) => [name as Contender, callsOf()]))
  const measure = async (contender: Contender, task: Task): Promise<Sample> => {
    const { url, processorSeconds } = running[contender]
    const next = contender === 'select-one' ? () => SELECT_ONE : nextOf.get(contender)![task]
    const calls = Array.from({ length: count + SPARE }, next)
    const before = processorSeconds()
    const seconds = await generator.send({ url, token, count, calls })
    const processor = processorSeconds() - before
    return { perSecond: count / seconds, processor: (processor / count) * 1e6 }
  }
  const all: Throughput[] = []
  for (const task of TASKS) {
    const contenders = CONTENDERS[task]
    const samples = new Map<Contender, Sample[]>(contenders.map((contender) => [contender, []]))
    for (let round = -warmUpOf(rounds); round < rounds; round += 1) {
      for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
        const sample = await measure(contender, task)
        if (round >= 0) samples.get(contender)!.push(sample)
      }
    }
    all.push(...contenders.map((contender) => summaryOf(task, contender, samples)))
  }
  return all
}
