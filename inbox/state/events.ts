// What the service tells, put into the state. Told twice, or after a list that has it already, it changes nothing.
import type { Event, EventOf } from '../api/live.ts'
import { messageOf, personOf, ratingOf, roomOf, waitingOf } from '../api/shapes.ts'
import type { Message } from '../api/shapes.ts'
import { learnRoom, loadRooms, refreshRoom } from './rooms.ts'
import {
  type Context,
  isAtEnd,
  messagesOf,
  type State,
  withMessage,
  withPeople,
  withRoom,
  withRooms,
  withSeat,
} from './state.ts'
import { addMessage, loadNewest } from './thread.ts'

/** How many spoken messages are kept for those who listen. */
const SAID = 5

/** A message that is new: at the end of its room, at the top of the list, and counted if it is somebody else's. */
export const receive = async (context: Context, id: number, message: Message): Promise<void> => {
  const { store, me } = context
  const room = store.get().rooms.get(id)
  addMessage(context, id, message)
  if (!room) {
    await loadRooms(context, 'all', true)
    if (!store.get().rooms.has(id)) await learnRoom(context, id)
    return
  }
  if (message.id <= (room.lastMessage?.id ?? 0)) return
  const isOwn = message.author === me
  store.set((state) => ({
    ...withRoom(state, id, ({ unread }) => ({
      lastMessage: message,
      at: Math.max(room.at, message.at),
      unread: isOwn ? unread : unread + 1,
    })),
    typing: without(state.typing, `${id}/${message.author}`),
    said: isOwn || state.thread?.room !== id ? state.said : [...state.said, message].slice(-SAID),
  }))
  if (!isOwn) store.set((state) => withSeat(state, id, me, { isArchived: false }))
}

const without = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): ReadonlyMap<Key, Value> => {
  if (!map.has(key)) return map
  const rest = new Map(map)
  rest.delete(key)
  return rest
}

/** Loads the open room again when a message is there again that was not when its page was loaded. */
const showRestored = async (context: Context, room: number, id: number): Promise<void> => {
  const { thread } = context.store.get()
  if (thread?.room !== room || !isAtEnd(thread)) return
  const shown = messagesOf(thread)
  const isInside = (shown[0]?.id ?? Infinity) < id
  if (isInside && !shown.some((message) => message.id === id)) await loadNewest(context)
}

/** A message that was changed, or deleted when there is nothing left of it. */
const update = async (context: Context, event: EventOf<'message.updated'>): Promise<void> => {
  const { store } = context
  const { id_chatroom: id, id_message: idMessage, data } = event
  const message = data && messageOf(data)
  const changeOf = (shown: Message): Message['change'] => {
    if (!message) return 'deleted'
    if (shown.change === 'deleted') return null
    return message.content === shown.content ? shown.change : 'edited'
  }
  store.set((state) =>
    withMessage(state, idMessage, (shown) => ({ ...message, change: changeOf(shown) })),
  )
  if (message) await showRestored(context, id, idMessage)
  const room = store.get().rooms.get(id)
  if (!room) return
  if (message && room.lastMessage?.id === idMessage) {
    store.set((state) => withRoom(state, id, () => ({ lastMessage: message })))
  }
  // What is deleted, or there again, may count or be the last.
  const isLast = room.lastMessage === null || room.lastMessage.id <= idMessage
  if (message ? isLast : isLast || room.unread > 0) await refreshRoom(context, id)
}

const read = async (context: Context, { data }: EventOf<'chatroom.read'>): Promise<void> => {
  const { store, me } = context
  const { id_chatroom: id, id_ambassador: person, last_read_message } = data
  const lastRead = last_read_message ?? 0
  store.set((state) => withSeat(state, id, person, { lastRead }))
  if (person !== me) return
  const room = store.get().rooms.get(id)
  if (!room || room.unread === 0) return
  if (lastRead >= (room.lastMessage?.id ?? 0)) {
    store.set((state) => withRoom(state, id, () => ({ unread: 0 })))
  } else await refreshRoom(context, id)
}

/** What oneself has done with a room, here or elsewhere. */
const place = async (context: Context, { data }: EventOf<'pivot.updated'>): Promise<void> => {
  const { store } = context
  const { id_chatroom: id, id_ambassador: person, purged_message: purged } = data
  await learnRoom(context, id)
  store.set((state) =>
    withSeat(state, id, person, { isBlocked: data.is_blocked, isArchived: data.archived }),
  )
  store.set((state) => withRoom(state, id, () => ({ flag: data.flag })))
  const room = store.get().rooms.get(id)
  if (purged !== null && room?.lastMessage && room.lastMessage.id <= purged) {
    store.set((state) => withRoom(state, id, () => ({ unread: 0, lastMessage: null })))
    if (store.get().thread?.room === id) await loadNewest(context)
  }
}

const rate = (state: State, wire: EventOf<'rating.updated'>['data']): Partial<State> => {
  const rating = ratingOf(wire)
  const asked = state.thread?.pages
    .flatMap(({ messages }) => messages)
    .find((message) => message.rating?.id === rating.id)
  return asked ? withMessage(state, asked.id, () => ({ rating })) : {}
}

/** Puts one event into the state. `key` is that of the request which made it, if it was one's own. */
export const applyEvent = async (context: Context, event: Event): Promise<void> => {
  const { store } = context
  switch (event.type) {
    case 'message.created': {
      if (!event.data) return
      const author = personOf(event.data.author)
      store.set((state) => withPeople(state, [author]))
      await receive(context, event.id_chatroom, messageOf(event.data))
      return
    }
    case 'message.updated':
      await update(context, event)
      return
    case 'chatroom.created':
    case 'chatroom.updated': {
      const people = event.data.ambassadors.map(personOf)
      store.set((state) => {
        const { lastMessage = null, unread = 0 } = state.rooms.get(event.id_chatroom) ?? {}
        const room = { ...roomOf(event.data), lastMessage, unread }
        return { ...withPeople(state, people), ...withRooms(state, [room]) }
      })
      return
    }
    case 'chatroom.read':
      await read(context, event)
      return
    case 'pivot.updated':
      await place(context, event)
      return
    case 'rating.updated':
      store.set((state) => rate(state, event.data))
      return
    case 'waiting.created':
      store.set(({ waiting }) => ({
        waiting: [
          ...waiting.filter(({ id }) => id !== event.data.id_waiting),
          waitingOf(event.data),
        ],
      }))
      return
    case 'waiting.handled':
      store.set(({ waiting }) => ({
        waiting: waiting.filter(({ id }) => id !== event.data.id_waiting),
      }))
      return
    case 'ambassador.updated':
      store.set((state) => withPeople(state, [personOf(event.data)]))
      return
    case 'summary.created':
  }
}
