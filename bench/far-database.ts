// What a request takes when each round trip to D1 takes 40 ms.
import type { ObservedName } from './bundles.ts'
import { callsOf, SELECT_ONE } from './calls.ts'
import { sendOne } from './load.ts'
import type { Server } from './server.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** Milliseconds that each round trip takes in addition. */
export const ROUND_TRIP = 40

export interface FarRequest {
  /** Who created a room; `select-one` asks D1 that and nothing else: one round trip as it is here. */
  readonly contender: ObservedName
  readonly milliseconds: Spread
  /** D1 calls of the last request. */
  readonly calls: number
}

const CONTENDERS = ['select-one', 'project', 'bare', 'sequential'] as const
const WARM_UP = 3

/** Creates `count` rooms with each contender, one request at a time and in turns. */
export const measureFarCreate = async (
  server: Server,
  token: string,
  count: number,
): Promise<readonly FarRequest[]> => {
  const headers = { 'X-Bench-Delay': String(ROUND_TRIP) }
  const lines = CONTENDERS.map((contender) => ({
    contender,
    milliseconds: [] as number[],
    calls: 0,
  }))
  const { create: nextCreate } = callsOf()
  for (let index = -WARM_UP; index < count; index += 1) {
    const create = nextCreate()
    for (const line of index % 2 === 0 ? lines : lines.toReversed()) {
      const url = await server.urlOf(`far-${line.contender}`)
      const call = line.contender === 'select-one' ? SELECT_ONE : create
      const answer = await sendOne(url, token, call, headers)
      if (index >= 0) line.milliseconds.push(answer.milliseconds)
      line.calls = Number(String(answer.headers['x-bench-d1']).split(' ')[0])
    }
  }
  return lines.map(({ contender, milliseconds, calls }) => ({
    contender,
    milliseconds: spreadOf(milliseconds),
    calls,
  }))
}
