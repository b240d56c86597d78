// The lists of rooms, and what one does with a room.
import type { ListName } from '../api/calls.ts'
import type { Flag, Person, Room } from '../api/shapes.ts'
import {
  type Context,
  seatOf,
  withoutFlags,
  withPeople,
  withRoom,
  withRooms,
  withSeat,
} from './state.ts'

/** Milliseconds until what has failed is tried again without being asked for. */
export const AGAIN = 5000

/** Loads what comes next in a list of rooms, or its beginning again. */
export const loadRooms = async (
  { store, calls, gate }: Context,
  list: ListName,
  isAfresh = false,
): Promise<void> => {
  const { older, isLoading } = store.get().lists[list]
  if (!isAfresh && (isLoading || older === null)) return
  const change = (next: object) =>
    store.set(({ lists }) => ({ lists: { ...lists, [list]: { ...lists[list], ...next } } }))
  change({ isLoading: true })
  try {
    await gate.hold(async () => {
      const slice = await calls.rooms(list, isAfresh ? '' : (older ?? ''))
      // The list has been begun again meanwhile.
      if (!isAfresh && store.get().lists[list].older !== older) return
      const floor = slice.older === null ? -Infinity : (slice.items.at(-1)?.at ?? -Infinity)
      const { people, items } = slice
      if (list === 'flagged' && isAfresh) store.set(withoutFlags)
      store.set((state) => ({ ...withPeople(state, people), ...withRooms(state, items) }))
      change({ older: slice.older, floor, isLoading: false })
    })
  } catch (error) {
    change({ isLoading: false })
    throw error
  }
}

/** Reads a room again as the list has it now, with its exact count. */
export const refreshRoom = ({ store, calls, gate, me }: Context, id: number): Promise<void> =>
  gate.hold(async () => {
    const known = store.get().rooms.get(id)
    if (!known) return
    const room = await calls.room(known, seatOf(known, me)?.isArchived ?? false)
    if (room) store.set((state) => withRooms(state, [room]))
  })

/** Read by itself, a room tells neither its last message nor what is unread. */
const put = async (
  context: Context,
  { room, people }: { room: Room; people: readonly Person[] },
): Promise<void> => {
  const { store } = context
  const known = store.get().rooms.get(room.id)
  const whole = known ? { ...room, lastMessage: known.lastMessage, unread: known.unread } : room
  store.set((state) => ({ ...withPeople(state, people), ...withRooms(state, [whole]) }))
  // Without an answer the count stays away until the list tells it.
  if (!known) await refreshRoom(context, room.id).catch(() => undefined)
}

/** Makes sure that a room is known, by asking for it alone. */
export const learnRoom = (context: Context, id: number): Promise<void> =>
  context.gate.hold(async () => {
    if (!context.store.get().rooms.has(id)) await put(context, await context.calls.readRoom(id))
  })

/** The room with somebody, which is made if there is none. */
export const openPair = (context: Context, peer: number): Promise<number> =>
  context.gate.hold(async () => {
    const opened = await context.calls.openRoom(peer)
    await put(context, opened)
    return opened.room.id
  })

/** Has been read up to its newest message. Nothing is sent when it was so before. */
export const markRead = async ({ store, calls, me }: Context, id: number): Promise<void> => {
  const room = store.get().rooms.get(id)
  if (!room || room.unread === 0) return
  const lastRead = room.lastMessage?.id ?? 0
  store.set((state) => withRoom(state, id, () => ({ unread: 0 })))
  store.set((state) => withSeat(state, id, me, { lastRead }))
  try {
    await calls.markRead(id)
  } catch (error) {
    // It is read again when it counts again.
    setTimeout(
      () =>
        store.set((state) => withRoom(state, id, (now) => ({ unread: now.unread || room.unread }))),
      AGAIN,
    )
    throw error
  }
}

export const archive = async ({ store, calls, me }: Context, id: number, isArchived: boolean) => {
  await calls.archive(id, isArchived)
  store.set((state) => withSeat(state, id, me, { isArchived }))
}

export const block = async ({ store, calls, me }: Context, id: number, isBlocked: boolean) => {
  await calls.block(id, isBlocked)
  store.set((state) => withSeat(state, id, me, { isBlocked }))
}

export const flag = async ({ store, calls }: Context, id: number, next: Flag) => {
  await calls.flag(id, next)
  store.set((state) => withRoom(state, id, () => ({ flag: next })))
}

/** Hides from oneself, for good, what has been said so far. */
export const purge = async ({ store, calls }: Context, id: number) => {
  await calls.purge(id)
  store.set((state) => withRoom(state, id, () => ({ unread: 0, lastMessage: null })))
  store.set(({ thread }) =>
    thread?.room === id
      ? { thread: { ...thread, pages: [{ messages: [], older: null, newer: null }] } }
      : {},
  )
}
