// What holds when many ask at once.
import { beforeEach, expect, it } from 'vitest'
import { ambassadors, brandTag, countRooms } from '../support/factories.ts'
import { signToken } from '../support/tokens.ts'
import { type Answer, create } from '../support/worker.ts'

const statuses = (answers: readonly Answer[]) => {
  const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length
  return { created: count(201), existing: count(200) }
}

const atOnce = async (bodies: readonly unknown[]): Promise<Answer[]> => {
  const token = await signToken()
  return Promise.all(bodies.map((body) => create(body, { token })))
}

beforeEach(() => ambassadors(Array.from({ length: 10 }, (_, index) => index + 1)))

it('makes one room of 100 concurrent creates of one pair, and answers the same body to all', async () => {
  const answers = await atOnce(
    Array.from({ length: 100 }, (_, index) => ({
      ids_ambassadors: index % 2 === 0 ? [1, 2] : [2, 1],
      source: 1,
    })),
  )
  expect(statuses(answers)).toStrictEqual({ created: 1, existing: 99 })
  const bodies = new Set(answers.map(({ body }) => JSON.stringify(body)))
  expect(bodies.size).toBe(1)
  expect(await countRooms()).toStrictEqual({ chatrooms: 1, pivots: 2 })
})

it('makes one room of 50 concurrent creates for one tag', async () => {
  await brandTag(7, [1, 2, 3])
  const answers = await atOnce(Array.from({ length: 50 }, () => ({ id_brand_tag: 7, source: 0 })))
  expect(statuses(answers)).toStrictEqual({ created: 1, existing: 49 })
  expect(await countRooms()).toStrictEqual({ chatrooms: 1, pivots: 3 })
})

it('numbers the rooms of 45 concurrent pairs without a gap or a repeat, each with both of its pivots', async () => {
  const pairs = Array.from({ length: 10 }, (_, index) => index + 1).flatMap((one) =>
    Array.from({ length: 10 - one }, (_, index) => [one, one + index + 1]),
  )
  const answers = await atOnce(pairs.map((ids) => ({ ids_ambassadors: ids, source: 0 })))
  expect(statuses(answers)).toStrictEqual({ created: 45, existing: 0 })
  const ids = answers.map(({ body }) => body.id_chatroom).toSorted((a, b) => a - b)
  expect(ids).toStrictEqual(Array.from({ length: 45 }, (_, index) => index + 1))
  expect(await countRooms()).toStrictEqual({ chatrooms: 45, pivots: 90 })
})
