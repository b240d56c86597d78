// What a manager changes while events are on their way.
import { runInDurableObject } from 'cloudflare:test'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  answer,
  arrangeStill,
  contentsOf,
  listen,
  makeWebhook,
  manage,
  nextLook,
  objectOf,
  type Received,
  say,
  settle,
} from '../support/webhooks.ts'

beforeEach(arrangeStill)

const COUNT = 30

const numbersIn = (received: readonly Received[]): number[] => contentsOf(received).map(Number)

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** A webhook with messages of one room on their way, of which the fourth has a manager do something before it is taken. */
const during = async (interrupt: (id: number) => Promise<unknown>) => {
  let isDone = false
  const received = listen(async (_, count) => {
    if (count === 4 && !isDone) {
      isDone = true
      await interrupt(id)
    }
    return answer(204)
  })
  const { id_webhook: id } = await makeWebhook({ events: ['message.created'], active: false })
  for (const index of range(COUNT)) await say(String(index))
  await manage('PATCH', `/${id}`, { active: true })
  await settle(id)
  return { id, received }
}

/** The object may still be at work by its own alarm. */
const eventually = (check: () => void | Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: 30_000 })

describe('events that are on their way', { timeout: 60_000 }, () => {
  it('are sent no more once the webhook is deleted, and nothing of it stays', async () => {
    const { id, received } = await during((one) => manage('DELETE', `/${one}`))
    await eventually(async () => {
      const kept = await runInDurableObject(objectOf(id), (_, { storage }) => [
        ...storage.kv.list(),
        ...storage.sql.exec("select name from sqlite_schema where name = 'deliveries'"),
      ])
      expect(kept).toStrictEqual([])
    })
    expect(await nextLook(id)).toBeNull()
    expect(numbersIn(received)).toStrictEqual(range(4))
  })

  it('are sent no more once it is switched off, and go on in order when it is switched on', async () => {
    const { id, received } = await during((one) => manage('PATCH', `/${one}`, { active: false }))
    expect(numbersIn(received)).toStrictEqual(range(4))
    await manage('PATCH', `/${id}`, { active: true })
    await eventually(() => expect(numbersIn(received)).toStrictEqual(range(COUNT)))
  })

  it('are sent no more once it wants others', async () => {
    const { received } = await during((one) =>
      manage('PATCH', `/${one}`, { events: ['rating.updated'] }),
    )
    expect(numbersIn(received)).toStrictEqual(range(4))
  })

  it('go elsewhere once it has another URL', async () => {
    const url = 'https://other.example.com/'
    const { received } = await during((one) => manage('PATCH', `/${one}`, { url }))
    await eventually(() => expect(numbersIn(received)).toStrictEqual(range(COUNT)))
    expect(received.slice(4).every((one) => one.url === url)).toBe(true)
  })
})
