// Sends what was written, in the order of writing, until the service has said yes or no to it.
import { Refusal } from '../api/client.ts'
import type { Message } from '../api/shapes.ts'
import { drop, keep, keptOf, type Outgoing } from './outbox-database.ts'
import type { Context } from './state.ts'

/** Milliseconds until another try after the first one that failed; doubles up to the longest. */
const PAUSE = 1000
const LONGEST_PAUSE = 30_000

/** Whether sending the same again can help. A token that has ended waits for the next one. */
const isForLater = (error: unknown): boolean =>
  !(error instanceof Refusal) || error.status >= 500 || [401, 408, 429].includes(error.status)

export interface Outbox {
  /** Shows a message and sends it. */
  readonly send: (room: number, content: string) => void
  readonly again: (key: string) => void
  readonly discard: (key: string) => void
  /** What an event or an answer says has arrived. */
  readonly acknowledge: (key: string) => void
  /** Sends what waits, without waiting for the next try. */
  readonly flush: () => void
  readonly load: () => Promise<void>
  readonly close: () => void
}

/** `arrived` is told of each message that the service has taken, and calls `done` when it is shown. */
export const createOutbox = (
  { store, calls, owner }: Context,
  arrived: (room: number, message: Message, done: () => void) => void,
  failed: (error: unknown) => void,
): Outbox => {
  const sending = new Set<number>()
  /** The keys of what has arrived and may not be shown yet. */
  const taken = new Set<string>()
  let tries = 0
  let timer = 0
  let isClosed = false

  const change = (key: string, entry?: Outgoing) =>
    store.set(({ outbox }) => ({
      outbox: entry
        ? outbox.map((one) => (one.key === key ? entry : one))
        : outbox.filter((one) => one.key !== key),
    }))

  const forget = (key: string) => {
    change(key)
    drop(key).catch(failed)
  }

  const nextIn = (room: number): Outgoing | undefined =>
    isClosed
      ? undefined
      : store
          .get()
          .outbox.find(
            (entry) => entry.room === room && entry.refusal === null && !taken.has(entry.key),
          )

  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(flush, Math.random() * Math.min(LONGEST_PAUSE, PAUSE * 2 ** tries))
    tries += 1
  }

  /** One after the other, so that they arrive in the order in which they were written. */
  const sendAll = async (room: number) => {
    for (let entry = nextIn(room); entry; entry = nextIn(room)) {
      try {
        const { key, content } = entry
        const message = await calls.post(room, content, key)
        tries = 0
        taken.add(key)
        arrived(room, message, () => forget(key))
      } catch (error) {
        if (isForLater(error)) {
          failed(error)
          later()
          return
        }
        const refused = { ...entry, refusal: (error as Error).message }
        change(entry.key, refused)
        await keep(refused)
      }
    }
  }

  const sendRoom = (room: number) => {
    if (sending.has(room) || isClosed) return
    sending.add(room)
    sendAll(room)
      .catch(failed)
      .finally(() => sending.delete(room))
  }

  const flush = () => {
    clearTimeout(timer)
    for (const room of new Set(store.get().outbox.map((entry) => entry.room))) sendRoom(room)
  }

  const queue = async (entry: Outgoing) => {
    store.set(({ outbox }) => ({
      outbox: [...outbox.filter(({ key }) => key !== entry.key), entry],
    }))
    // What is not kept yet is not sent yet: a crash between the two would lose its key.
    await keep(entry)
    sendRoom(entry.room)
  }

  return {
    send: (room, content) => {
      const newest = store.get().outbox.at(-1)?.at ?? 0
      const at = Math.max(Date.now(), newest + 1)
      const key = crypto.randomUUID()
      queue({ key, owner, room, content, at, refusal: null }).catch(failed)
    },
    again: (key) => {
      const entry = store.get().outbox.find((one) => one.key === key)
      if (entry) queue({ ...entry, refusal: null }).catch(failed)
    },
    discard: forget,
    acknowledge: forget,
    flush: () => {
      tries = 0
      flush()
    },
    load: async () => {
      const kept = await keptOf(owner)
      store.set(({ outbox }) => {
        const known = new Set(outbox.map(({ key }) => key))
        return { outbox: [...kept.filter(({ key }) => !known.has(key)), ...outbox] }
      })
      flush()
    },
    close: () => {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
