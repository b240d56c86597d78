// What a request takes when each round trip to D1 takes 40 ms.
import type { Contender } from './bundles.ts'
import { callsOf } from './calls.ts'
import { sendOne } from './load.ts'
import type { Server } from './server.ts'
import { type Spread, spreadOf } from './statistics.ts'

/** Milliseconds that each round trip takes in addition. */
export const ROUND_TRIP = 40

export interface FarCreate {
  readonly contender: Contender
  readonly milliseconds: Spread
  /** D1 calls of the last request. */
  readonly calls: number
}

const CONTENDERS: readonly Contender[] = ['project', 'bare', 'sequential']
const WARM_UP = 3

/** Creates `count` rooms with each contender, one request at a time and in turns. */
export const measureFarCreate = async (
  server: Server,
  token: string,
  count: number,
): Promise<readonly FarCreate[]> => {
  const headers = { 'X-Bench-Delay': String(ROUND_TRIP) }
  const measured = { project: [], bare: [], sequential: [] } as Record<Contender, number[]>
  const calls = { project: 0, bare: 0, sequential: 0 }
  const { create: nextCreate } = callsOf()
  for (let index = -WARM_UP; index < count; index += 1) {
    const call = nextCreate()
    for (const contender of index % 2 === 0 ? CONTENDERS : CONTENDERS.toReversed()) {
      const url = await server.urlOf(`far-${contender}`)
      const answer = await sendOne(url, token, call, headers)
      if (index >= 0) measured[contender].push(answer.milliseconds)
      calls[contender] = Number(String(answer.headers['x-bench-d1']).split(' ')[0])
    }
  }
  return CONTENDERS.map((contender) => ({
    contender,
    milliseconds: spreadOf(measured[contender]),
    calls: calls[contender],
  }))
}
