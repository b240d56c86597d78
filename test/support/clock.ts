// A clock that waits for D1 and for the hubs alone: it goes on to the next timer as soon as everything else has been done.
import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { vi } from 'vitest'

/** What every batch goes through, those of the tests too. */
const sessions = Object.getPrototypeOf(env.DB.withSession()) as {
  batch: (this: D1DatabaseSession, statements: readonly unknown[]) => Promise<D1Result[]>
}

/** What goes on behind an answer: telling the hubs. */
const contexts = Object.getPrototypeOf(createExecutionContext()) as {
  waitUntil: (this: ExecutionContext, work: Promise<unknown>) => void
}

const realTimeout = globalThis.setTimeout

/**
 * From here on pauses and deadlines take no time; by the clock each is as long as ever. Answers a function that ends it, so
 * it can be given to a hook. For all tests of a file rather than for each: V8 forgets what it has compiled when a global changes.
 */
export const skipWaits = (): (() => void) => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] })
  const wait = vi
    .spyOn(scheduler, 'wait')
    .mockImplementation(
      (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    )
  let underway = 0
  const followed = async <Result>(work: Promise<Result>): Promise<Result> => {
    underway += 1
    try {
      return await work
    } finally {
      underway -= 1
    }
  }
  const send = sessions.batch
  const batch = vi.spyOn(sessions, 'batch').mockImplementation(function sent(
    this: D1DatabaseSession,
    statements,
  ) {
    return followed(send.call(this, statements))
  })
  const later = contexts.waitUntil
  const waitUntil = vi.spyOn(contexts, 'waitUntil').mockImplementation(function told(
    this: ExecutionContext,
    work,
  ) {
    later.call(this, followed(work))
  })
  let isOver = false
  // A real timer fires when the event loop has nothing else left to do.
  const goOn = () => {
    if (isOver) return
    if (underway === 0) vi.advanceTimersToNextTimer()
    realTimeout(goOn, 0)
  }
  goOn()
  return () => {
    isOver = true
    batch.mockRestore()
    waitUntil.mockRestore()
    wait.mockRestore()
    vi.useRealTimers()
  }
}
