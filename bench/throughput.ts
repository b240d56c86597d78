// How many requests a second each contender answers, and what CPU it takes, in rounds that alternate between them.
import type { Contender } from './bundles.ts'
import { callsOf, type Task } from './calls.ts'
import { sendMany } from './load.ts'
import type { Server } from './server.ts'
import { type Spread, spreadOf } from './statistics.ts'

export interface Throughput {
  readonly task: Task
  readonly contender: Contender
  readonly perSecond: Spread
  /** Microseconds of workerd's CPU for a request, the local D1 included. */
  readonly processor: Spread
  /** The same two as a part of what bare reached in the same round. */
  readonly perSecondOfBare: Spread
  readonly processorOfBare: Spread
}

interface Sample {
  readonly perSecond: number
  readonly processor: number
}

const CONTENDERS: Readonly<Record<Task, readonly Contender[]>> = {
  create: ['project', 'bare', 'sequential'],
  repeat: ['project', 'bare', 'sequential'],
  read: ['project', 'bare', 'sequential'],
  message: ['project', 'bare'],
}

/** Rounds that are thrown away: code is compiled and caches fill. */
const WARM_UP = 2

const summaryOf = (
  task: Task,
  contender: Contender,
  own: readonly Sample[],
  bare: readonly Sample[],
): Throughput => {
  const ratios = (key: keyof Sample) =>
    spreadOf(own.map((sample, round) => sample[key] / (bare[round]?.[key] ?? Number.NaN)))
  return {
    task,
    contender,
    perSecond: spreadOf(own.map((sample) => sample.perSecond)),
    processor: spreadOf(own.map((sample) => sample.processor)),
    perSecondOfBare: ratios('perSecond'),
    processorOfBare: ratios('processor'),
  }
}

/** Runs `rounds` rounds of `count` requests for each task and contender. Every second round goes the other way round. */
export const measureThroughput = async (
  server: Server,
  token: string,
  rounds: number,
  count: number,
): Promise<readonly Throughput[]> => {
  const calls = { project: callsOf(), bare: callsOf(), sequential: callsOf() }
  const measure = async (contender: Contender, task: Task): Promise<Sample> => {
    const url = await server.urlOf(contender)
    const before = server.processorSeconds()
    const seconds = await sendMany(url, token, count, calls[contender][task])
    const processor = server.processorSeconds() - before
    return { perSecond: count / seconds, processor: (processor / count) * 1e6 }
  }
  const all: Throughput[] = []
  for (const [task, contenders] of Object.entries(CONTENDERS) as [Task, readonly Contender[]][]) {
    const samples: Record<Contender, Sample[]> = { project: [], bare: [], sequential: [] }
    for (let round = -WARM_UP; round < rounds; round += 1) {
      for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
        const sample = await measure(contender, task)
        if (round >= 0) samples[contender].push(sample)
      }
    }
    all.push(
      ...contenders.map((contender) =>
        summaryOf(task, contender, samples[contender], samples.bare),
      ),
    )
  }
  return all
}
