// The calls of an ambassador's inbox.
import type { Schemas } from 'edge-chatrooms/client'
import { dataOf, type Chat } from './client.ts'
import {
  type Flag,
  type Message,
  messageOf,
  type Person,
  personOf,
  type Rating,
  ratingOf,
  type Room,
  roomOf,
  type Waiting,
  waitingOf,
} from './shapes.ts'

/** The part of a list that a cursor leads to. `older` is the cursor behind it, `newer` the one in front; null for none. */
export interface Slice<Item> {
  readonly items: readonly Item[]
  readonly older: string | null
  readonly newer: string | null
  readonly people: readonly Person[]
}

interface CursorPage<Item> {
  readonly data: readonly Item[]
  readonly next_cursor: string | null
  readonly prev_cursor: string | null
}

const sliceOf = <Wire, Item>(
  { data, next_cursor, prev_cursor }: CursorPage<Wire>,
  itemOf: (wire: Wire) => Item,
  peopleOf: (wire: Wire) => readonly Schemas['Ambassador'][],
): Slice<Item> => ({
  items: data.map(itemOf),
  older: next_cursor,
  newer: prev_cursor,
  people: data.flatMap(peopleOf).map(personOf),
})

export const LISTS = ['all', 'unread', 'flagged', 'archived'] as const

export type ListName = (typeof LISTS)[number]

const FILTERS = {
  all: {},
  unread: { unread: true },
  flagged: { flag: [1, 2] },
  archived: { archived: true },
} as const

const peopleOfRoom = (room: Schemas['ListedChatroom']) => [
  ...room.ambassadors,
  ...(room.last_message ? [room.last_message.author] : []),
]

const ROOMS = 40
/** More, since all lists show which rooms have a flag. */
const FLAGGED = 100
const MESSAGES = 50
/** Pages that are looked through for a name, in each of which the service looks at 10,000 people. */
const PAGES = 10

interface WantedRooms {
  readonly archived?: boolean
  readonly flag?: number | readonly number[]
  readonly unread?: boolean
  readonly last_action_date_before?: string
  readonly per_page: number
  readonly cursor: string
}

const withPeople = (wire: Schemas['Chatroom']): { room: Room; people: readonly Person[] } => ({
  room: roomOf(wire),
  people: wire.ambassadors.map(personOf),
})

const withFlag = (room: Room, flag: Flag): Room => ({ ...room, flag })

/** The calls of the ambassador `me`. */
export const callsOf = (chat: Chat, me: number) => {
  const ofRoom = (room: number) => ({ params: { path: { chatroom: room, ambassador: me } } })

  const listRooms = async (wanted: WantedRooms): Promise<Slice<Room>> =>
    sliceOf(await chat.rooms.list(wanted), roomOf, peopleOfRoom)

  /** The first rooms of a list that are not newer than `at`. */
  const listFrom = async (at: number, wanted: Omit<WantedRooms, 'cursor'>) => {
    const before = new Date(at + 1).toISOString()
    const { items } = await listRooms({ ...wanted, last_action_date_before: before, cursor: '' })
    return items
  }

  return {
    rooms: async (list: ListName, cursor: string): Promise<Slice<Room>> => {
      const per_page = list === 'flagged' ? FLAGGED : ROOMS
      const slice = await listRooms({ ...FILTERS[list], per_page, cursor })
      const [newest] = slice.items
      if (list !== 'flagged' || !newest) return slice
      // The list does not say which of the two flags a room has.
      const toDo = await listFrom(newest.at, { flag: 1, per_page })
      const ids = new Set(toDo.map(({ id }) => id))
      return {
        ...slice,
        items: slice.items.map((room) => withFlag(room, ids.has(room.id) ? 1 : 2)),
      }
    },

    /** One room as the list has it now: the first one that is not newer than it was. */
    room: async ({ id, at }: Room, isArchived: boolean): Promise<Room | undefined> => {
      const rooms = await listFrom(at, { archived: isArchived, per_page: 5 })
      return rooms.find((room) => room.id === id)
    },

    openRoom: async (peer: number) => withPeople(await chat.rooms.open([me, peer])),

    readRoom: async (id: number) => withPeople(await chat.rooms.get(id)),

    /** Newest first. */
    messages: async (chatroom: number, cursor = ''): Promise<Slice<Message>> => {
      const page = await dataOf(
        chat.GET('/api/v2/chat/chatrooms/{chatroom}/messages', {
          params: { path: { chatroom }, query: { cursor, per_page: MESSAGES } },
        }),
      )
      return sliceOf(page as Schemas['MessageCursorPage'], messageOf, ({ author }) => [author])
    },

    post: async (room: number, content: string, key: string): Promise<Message> =>
      messageOf(await chat.rooms.at(room).send(content, { key })),

    change: async (id: number, body: { content?: string; active?: boolean }): Promise<Message> =>
      messageOf(
        await dataOf(chat.PATCH('/api/v2/chat/messages/{id}', { params: { path: { id } }, body })),
      ),

    markRead: (room: number) => chat.rooms.at(room).markRead(),

    archive: (room: number, archive: boolean) =>
      dataOf(
        chat.PATCH('/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/archive', {
          ...ofRoom(room),
          body: { archive },
        }),
      ),

    block: (room: number, is_blocked: boolean) =>
      dataOf(
        chat.PATCH('/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/block', {
          ...ofRoom(room),
          body: { is_blocked },
        }),
      ),

    flag: (room: number, flag: Flag) =>
      dataOf(
        chat.PATCH('/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/flag', {
          ...ofRoom(room),
          body: { flag },
        }),
      ),

    purge: (room: number) =>
      dataOf(
        chat.PATCH('/api/v2/chat/chatrooms/{chatroom}/purge', {
          params: { path: { chatroom: room } },
          body: { id_ambassador: me },
        }),
      ),

    /** People by a part of their name; without one, those who were there last. A page may have none and go on. */
    people: async (name: string): Promise<readonly Person[]> => {
      const found: Person[] = []
      let cursor: string | null = ''
      for (let pages = 0; cursor !== null && found.length === 0 && pages < PAGES; pages += 1) {
        const page: Schemas['AmbassadorCursorPage'] = await chat.people.list({
          cursor,
          per_page: 30,
          name: name || undefined,
        })
        found.push(...page.data.map(personOf))
        cursor = page.next_cursor
      }
      return found
    },

    clients: async (): Promise<readonly Person[]> => {
      const page = await chat.people.list({ cursor: '', per_page: 100, status: [7, 8] })
      return page.data.map(personOf)
    },

    waiting: async (): Promise<readonly Waiting[]> => {
      const query = { 'filter[date_handled]': 'null' }
      const entries = await dataOf(chat.GET('/api/v2/chat/waiting-list', { params: { query } }))
      return entries.map(waitingOf)
    },

    /** Takes an entry; answers the room that it leads to. */
    take: async (id: number): Promise<number | null> => {
      const entry = await dataOf(
        chat.PATCH('/api/v2/chat/waiting-list/{id}', {
          params: { path: { id } },
          body: { id_ambassador: me },
        }),
      )
      return entry.id_chatroom
    },

    askRating: (chatroom: number, rater: number) =>
      dataOf(
        chat.POST('/api/v2/chat/chatrooms/{chatroom}/ratings', {
          params: { path: { chatroom } },
          body: { id_user_rater: rater, id_user_rated: me },
        }),
      ),

    rate: async (rating: number, value: number, content: string): Promise<Rating> =>
      ratingOf(
        await dataOf(
          chat.PATCH('/api/v2/chat/ratings/{rating}', {
            params: { path: { rating } },
            body: { value, content: content || null },
          }),
        ),
      ),
  }
}

export type Calls = ReturnType<typeof callsOf>
