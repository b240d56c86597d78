// An endpoint that is slow in one room.
import { beforeEach, expect, it } from 'vitest'
import { arrange } from '../support/operations.ts'
import { answer, deliveriesOf, listen, makeWebhook, say, settle } from '../support/webhooks.ts'
import { send } from '../support/worker.ts'

beforeEach(() => arrange())

const pause = (milliseconds: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

it('is left to itself after 5 seconds, while other rooms go on and its own room waits', async () => {
  const { body: other } = await send('POST', '/api/v2/chat/chatrooms', {
    body: { ids_ambassadors: [1, 3], source: 0 },
  })
  const late = Promise.withResolvers<number>()
  let isLate = false
  const received = listen(async ({ event }) => {
    if (event.id_chatroom === 1 && !isLate) {
      isLate = true
      await pause(6500)
      late.resolve(received.length)
    }
    return answer(204)
  })
  const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
  await settle(id)
  await say('a')
  await say('b')
  await settle(id)
  for (const text of ['A', 'B', 'C']) await say(text, other.id_chatroom)
  await settle(id)
  const texts = () => received.map(({ event }) => (event.data as { content: string }).content)
  expect(texts()).toStrictEqual(['a', 'A', 'B', 'C'])
  expect(await late.promise).toBe(4)
  await settle(id)
  expect(texts()).toStrictEqual(['a', 'A', 'B', 'C', 'b'])
  const tries = (await deliveriesOf(id)).map(({ state, tries: count }) => [state, count])
  expect(tries).toStrictEqual(Array.from({ length: 5 }, () => ['delivered', 1]))
}, 30_000)
