// How long a query string may be, whatever is asked for.
import { beforeEach, expect, it } from 'vitest'
import { refusal, shown } from '../support/refusals.ts'
import { arrange, call, operations, pathOf } from '../support/operations.ts'
import { send } from '../support/worker.ts'

const LONGEST = 8 * 1024
const TOO_LONG = refusal(414, 'The query string is longer than 8 KiB.')

const ofLength = (length: number, start = 'ignored=') => start.padEnd(length, 'x')

beforeEach(() => arrange())

it.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s takes 8 KiB and no more',
  async (_, operation) => {
    const ask = (query: string) => call(operation, { path: `${pathOf(operation)}?${query}` })
    expect(shown(await ask(ofLength(LONGEST + 1)))).toStrictEqual(TOO_LONG)
    expect((await ask(ofLength(LONGEST))).status).toBeLessThan(300)
  },
)

it('is counted as it is sent, with every question mark in it', async () => {
  const list = operations.find(({ id }) => id === 'listManagedAmbassadors')!
  // An é is sent as %C3%A9.
  for (const [start, longer] of [
    ['a=?', 0],
    ['?', 0],
    ['a=%C3%A9', 0],
    ['a=é', 5],
  ] as const) {
    for (const [length, status] of [
      [LONGEST + 1, 414],
      [LONGEST, 200],
    ] as const) {
      const query = ofLength(length - longer, start)
      const answer = await call(list, { path: `${pathOf(list)}?${query}` })
      expect([start, answer.status]).toStrictEqual([start, status])
    }
  }
})

it('is said to the holder of a token alone', async () => {
  const path = `/api/v2/chat/chatrooms/1?${ofLength(LONGEST + 1)}`
  expect(await send('GET', path, { token: null })).toMatchObject({ status: 401 })
  expect(await send('GET', path, { brand: null })).toMatchObject({ status: 414 })
})

it('keeps the links of a list in bounds', async () => {
  const path = `/api/v2/chat/ambassadors?per_page=1&${ofLength(LONGEST - 20, "a=''")}`
  const { status, body } = await send('GET', path)
  expect(status).toBe(200)
  expect(JSON.stringify(body).length).toBeLessThan(16 * LONGEST)
})
