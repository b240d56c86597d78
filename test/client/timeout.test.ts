// How long the client waits for an answer, on a network that goes silent without a word.
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ChatClient } from '../../client/index.ts'
import { connect, type Hop, refuse } from '../support/client.ts'
import { skipWaits } from '../support/clock.ts'

const PAGE = { data: [], cursor: '0-0', has_more: false }

/** Rejects when the signal says so, as `fetch` does, and until then never. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

const silent: Hop = (_, signal) => aborted(signal)

/** Begins an answer at once, and ends it after so many milliseconds. */
const slowBody =
  (milliseconds: number): Hop =>
  async (_, signal) => {
    const body = new ReadableStream({
      async start(stream) {
        const rest = new Promise((resolve) => setTimeout(resolve, milliseconds))
        try {
          await Promise.race([rest, aborted(signal)])
          stream.enqueue(new TextEncoder().encode(JSON.stringify(PAGE)))
          stream.close()
        } catch (error) {
          stream.error(error)
        }
      },
    })
    return new Response(body, { headers: { 'Content-Type': 'application/json' } })
  }

const ask = (chat: ChatClient, signal?: AbortSignal) =>
  chat.GET('/api/v2/chat/events', signal === undefined ? {} : { signal })

beforeEach(skipWaits)
beforeEach(() => {
  const random = vi.spyOn(Math, 'random').mockReturnValue(0)
  onTestFinished(() => random.mockRestore())
})

describe('a try that nothing answers', () => {
  it('is repeated after 30 seconds, and leaves no timer', async () => {
    const { chat, sent } = connect({ hops: [silent, slowBody(0)] })
    const begin = Date.now()
    expect((await ask(chat)).data).toStrictEqual(PAGE)
    expect(Date.now() - begin).toBe(30_000)
    expect(sent).toHaveLength(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is what a failed network is when it was the last one', async () => {
    const { chat, sent } = connect({ hops: [silent, silent, silent], timeout: 1000, tries: 2 })
    const begin = Date.now()
    await expect(ask(chat)).rejects.toThrow(new TypeError('Timeout.'))
    expect(Date.now() - begin).toBe(2000)
    expect(sent).toHaveLength(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends at once when the call is aborted, with the reason', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('changed my mind')), 10)
    const { chat, sent } = connect({ hops: [silent] })
    const begin = Date.now()
    await expect(ask(chat, controller.signal)).rejects.toThrow('changed my mind')
    expect(Date.now() - begin).toBe(10)
    expect(sent).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('an answer that has begun', () => {
  it('may take as long as it likes', async () => {
    const { chat, sent } = connect({ hops: [slowBody(90_000)] })
    const begin = Date.now()
    expect((await ask(chat)).data).toStrictEqual(PAGE)
    expect(Date.now() - begin).toBe(90_000)
    expect(sent).toHaveLength(1)
  })

  it('ends when the call is aborted, with the reason', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('changed my mind')), 40_000)
    const { chat } = connect({ hops: [slowBody(90_000)] })
    const begin = Date.now()
    await expect(ask(chat, controller.signal)).rejects.toThrow('changed my mind')
    expect(Date.now() - begin).toBe(40_000)
  })

  it.each([
    ['an answer', slowBody(0)],
    ['a refusal', refuse(400)],
  ])('leaves no timer behind: %s', async (_, hop) => {
    const { chat } = connect({ hops: [hop] })
    await ask(chat)
    expect(vi.getTimerCount()).toBe(0)
  })
})

it('a call needs no AbortSignal.any', async () => {
  const own = Object.getOwnPropertyDescriptor(AbortSignal, 'any')!
  onTestFinished(() => void Object.defineProperty(AbortSignal, 'any', own))
  Object.assign(AbortSignal, { any: undefined })
  const { chat } = connect({ hops: [slowBody(0)] })
  expect((await ask(chat)).data).toStrictEqual(PAGE)
})
