// All that the page knows, and the small changes to it.
import type { Calls, ListName } from '../api/calls.ts'
import type { Message, Person, Room, Seat, Waiting } from '../api/shapes.ts'
import type { Gate } from './gate.ts'
import type { Outgoing } from './outbox-database.ts'
import type { Store } from './store.ts'

/** How far a list of rooms has been loaded. */
interface RoomList {
  /** The cursor of what comes next; null at the end, undefined before the first load. */
  readonly older: string | null | undefined
  /** Rooms that are older than this have not been loaded, in milliseconds. */
  readonly floor: number
  readonly isLoading: boolean
}

export interface Page {
  /** Oldest first. */
  readonly messages: readonly Message[]
  readonly older: string | null
  readonly newer: string | null
}

export interface Thread {
  readonly room: number
  /** Oldest first; a few at most, so that a long thread does not fill the memory. */
  readonly pages: readonly Page[]
  readonly isLoading: boolean
  /** What was read before the room was opened: the line "new" is behind it. */
  readonly readUntil: number
  /** The newest message when the room was opened: what comes later is not behind that line. */
  readonly openedAt: number
  readonly hasFailed: boolean
}

export interface State {
  readonly people: ReadonlyMap<number, Person>
  readonly rooms: ReadonlyMap<number, Room>
  readonly lists: Readonly<Record<ListName, RoomList>>
  readonly thread: Thread | null
  /** What has been sent and not been acknowledged, in the order of sending. */
  readonly outbox: readonly Outgoing[]
  /** Who writes where: until when they are shown, in milliseconds, by room and person. */
  readonly typing: ReadonlyMap<string, number>
  readonly waiting: readonly Waiting[]
  readonly isLive: boolean
  readonly hasStarted: boolean
  /** What went wrong last, in words. */
  readonly notice: string | null
  /** What was said while the page was open, for those who listen to it. */
  readonly said: readonly Message[]
  readonly isExpired: boolean
}

/** What the verbs of the inbox work with. */
export interface Context {
  readonly store: Store<State>
  readonly calls: Calls
  readonly gate: Gate
  readonly me: number
  /** Whose outbox it is. */
  readonly owner: string
}

const unloaded: RoomList = { older: undefined, floor: Infinity, isLoading: false }

export const initialState: State = {
  people: new Map(),
  rooms: new Map(),
  lists: { all: unloaded, unread: unloaded, flagged: unloaded, archived: unloaded },
  thread: null,
  outbox: [],
  typing: new Map(),
  waiting: [],
  isLive: false,
  hasStarted: false,
  notice: null,
  said: [],
  isExpired: false,
}

export const withPeople = (state: State, people: readonly Person[]) => ({
  people: new Map([...state.people, ...people.map((person) => [person.id, person] as const)]),
})

/** Puts rooms into the state. A flag that is not told stays. */
export const withRooms = (state: State, rooms: readonly Room[]) => {
  const next = new Map(state.rooms)
  for (const room of rooms)
    next.set(room.id, { ...room, flag: room.flag ?? next.get(room.id)?.flag ?? null })
  return { rooms: next }
}

/** Forgets which rooms have a flag. */
export const withoutFlags = ({ rooms }: State) => ({
  rooms: new Map([...rooms].map(([id, room]) => [id, { ...room, flag: null }])),
})

/** Changes a room that is known. */
export const withRoom = (state: State, id: number, change: (room: Room) => Partial<Room>) => {
  const room = state.rooms.get(id)
  return room ? { rooms: new Map(state.rooms).set(id, { ...room, ...change(room) }) } : {}
}

export const withSeat = (state: State, id: number, person: number, change: Partial<Seat>) =>
  withRoom(state, id, ({ seats }) => ({
    seats: seats.map((seat) => (seat.id === person ? { ...seat, ...change } : seat)),
  }))

export const seatOf = (room: Room, person: number): Seat | undefined =>
  room.seats.find(({ id }) => id === person)

/** The other one of a one-to-one room. */
export const peerOf = (room: Room, me: number): number | undefined =>
  room.isPair ? room.seats.find(({ id }) => id !== me)?.id : undefined

const isIn: Record<ListName, (room: Room, isArchived: boolean, isOpen: boolean) => boolean> = {
  all: (_, isArchived) => !isArchived,
  unread: ({ unread }, isArchived, isOpen) => !isArchived && (unread > 0 || isOpen),
  flagged: ({ flag }, isArchived) => !isArchived && flag !== null,
  archived: (_, isArchived) => isArchived,
}

/** The rooms of a list as far as it has been loaded, newest first. */
export const roomsOf = ({ rooms, lists, thread }: State, list: ListName, me: number): Room[] =>
  [...rooms.values()]
    .filter(
      (room) =>
        room.at >= lists[list].floor &&
        isIn[list](room, seatOf(room, me)?.isArchived ?? false, room.id === thread?.room),
    )
    .toSorted((a, b) => b.at - a.at || b.id - a.id)

export const messagesOf = (thread: Thread): Message[] =>
  thread.pages.flatMap(({ messages }) => messages)

/** Whether the thread has been loaded down to the newest message. */
export const isAtEnd = ({ pages }: Thread): boolean => pages.at(-1)?.newer === null

/** Changes a message of the open thread, and of the list, if it is there. */
export const withMessage = (
  state: State,
  id: number,
  change: (message: Message) => Partial<Message>,
): Partial<State> => {
  const changed = (message: Message) =>
    message.id === id ? { ...message, ...change(message) } : message
  const { thread } = state
  const pages = thread?.pages.map((page) =>
    page.messages.some((message) => message.id === id)
      ? { ...page, messages: page.messages.map(changed) }
      : page,
  )
  return { thread: thread && pages ? { ...thread, pages } : thread }
}
