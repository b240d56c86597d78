// What every write appends to the log, whether it is known to this file or not: what its declaration says, once, and nothing when
// nothing has changed.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { EVENT_TYPES } from '../../src/contract/event-types.ts'
import { emptyDatabase } from '../support/empty-database.ts'
import { type Fault, faulty } from '../support/faulty-database.ts'
import {
  arrange,
  call,
  type Operation,
  operations,
  pathOf,
  signFullToken,
} from '../support/operations.ts'

const KEY = { headers: { 'Idempotency-Key': 'once' } }

const keyFor = ({ declared }: Operation) => (declared.takesIdempotencyKey === true ? KEY : {})

/** The types of brand 3's events behind one. */
const newestEvents = async (behind: number): Promise<string[]> => {
  const { results } = await env.DB.prepare(
    'select type_event from events where id_brand = 3 and id_event > ? order by id_event',
  )
    .bind(behind)
    .all<{ type_event: number }>()
  return results.map(({ type_event }) => EVENT_TYPES[type_event]!)
}

const count = async (): Promise<number> =>
  (await env.DB.prepare('select count(*) as count from events').first<number>('count'))!

beforeEach(() => arrange())

const writes = operations.filter(({ method }) => method !== 'GET')

describe.each(writes.map((operation) => [operation.id, operation] as const))(
  '%s',
  (_, operation) => {
    const { events = [] } = operation.declared
    const bodies = operation.bodies.length === 0 ? [undefined] : operation.bodies

    /** The events of each example, each on its own. */
    const appended = async (fault?: Fault) => {
      const all: string[][] = []
      for (const body of bodies) {
        await emptyDatabase(env.DB)
        await arrange()
        const before = await count()
        const bindings = fault === undefined ? {} : faulty([fault]).env
        const { status } = await call(operation, {
          ...keyFor(operation),
          env: bindings,
          ...(body === undefined ? {} : { body }),
        })
        expect(status).toBeLessThan(300)
        all.push(await newestEvents(before))
      }
      return all
    }

    it('appends what it declares, and nothing else', async () => {
      const types = (await appended()).flat()
      expect(types.filter((type) => !events.includes(type as never))).toStrictEqual([])
      expect(types.length > 0).toBe(events.length > 0)
    })

    it('appends the same when its batch is carried out twice', async () => {
      expect(await appended({ kind: 'lost after' })).toStrictEqual(await appended())
    })

    it('appends nothing when it is sent again and nothing has changed', async () => {
      await call(operation, keyFor(operation))
      const before = await count()
      await call(operation, keyFor(operation))
      expect(await count()).toBe(before)
    })

    it('appends nothing for somebody else, nor about what is not there', async () => {
      const before = await count()
      await call(operation, { token: await signFullToken({ brands: [4] }) })
      if (operation.template.includes('{')) {
        await call(operation, { path: pathOf(operation, 99) })
      }
      expect(await count()).toBe(before)
    })
  },
)
