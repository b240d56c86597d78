// The calls of an ambassador's inbox.
import type { Schemas } from 'edge-chatrooms/client'
import { answerOf, type Chat } from './client.ts'
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

/** Asked with `cursor`, a list answers the cursor's envelope. */
const sliceOf = <Wire, Item>(
  page: { readonly data: readonly Wire[] },
  itemOf: (wire: Wire) => Item,
  peopleOf: (wire: Wire) => readonly Schemas['Ambassador'][],
): Slice<Item> => {
  const { data, next_cursor, prev_cursor } = page as CursorPage<Wire>
  return {
    items: data.map(itemOf),
    older: next_cursor,
    newer: prev_cursor,
    people: data.flatMap(peopleOf).map(personOf),
  }
}

export const LISTS = ['all', 'unread', 'flagged', 'archived'] as const

export type ListName = (typeof LISTS)[number]

const FILTERS = {
  all: {},
  unread: { 'filter[unread]': 'true' },
  flagged: { 'filter[flag]': '1,2' },
  archived: { 'filter[archived]': 'true' },
} as const

const peopleOfRoom = (room: Schemas['ListedChatroom']) => [
  ...room.ambassadors,
  ...(room.last_message ? [room.last_message.author] : []),
]

const ROOMS = 40
const MESSAGES = 50

/** The calls of the ambassador `me`. */
export const callsOf = (chat: Chat, me: number) => {
  const ofRoom = (room: number) => ({ params: { path: { chatroom: room, ambassador: me } } })

  const listRooms = async (filter: object, per_page: number, cursor = '') => {
    const page = await answerOf(
      chat.GET('/api/v2/chat/ambassadors/{ambassador}/chatrooms', {
        params: { path: { ambassador: me }, query: { ...filter, per_page, cursor } },
      }),
    )
    return sliceOf(page, roomOf, peopleOfRoom)
  }

  return {
    rooms: (list: ListName, cursor: string): Promise<Slice<Room>> =>
      listRooms(FILTERS[list], ROOMS, cursor),

    /** The newest hundred rooms with a flag: the lists don't say which flag a room has. */
    flagged: async (flag: 1 | 2): Promise<readonly Room[]> =>
      (await listRooms({ 'filter[flag]': String(flag) }, 100)).items,

    /** One room as the list has it now: the first one that is not newer than it was. */
    room: async ({ id, at }: Room, isArchived: boolean): Promise<Room | undefined> => {
      const before = new Date(at + 1).toISOString()
      const filter = {
        'filter[last_action_date_before]': before,
        'filter[archived]': String(isArchived),
      }
      const { items } = await listRooms(filter, 5)
      return items.find((room) => room.id === id)
    },

    openRoom: async (peer: number): Promise<{ room: Room; people: readonly Person[] }> => {
      const wire = await answerOf(
        chat.POST('/api/v2/chat/chatrooms', {
          body: { ids_ambassadors: [me, peer], source: 0 },
        }),
      )
      return { room: roomOf(wire), people: wire.ambassadors.map(personOf) }
    },

    readRoom: async (id: number): Promise<{ room: Room; people: readonly Person[] }> => {
      const wire = await answerOf(
        chat.GET('/api/v2/chat/chatrooms/{id}', { params: { path: { id } } }),
      )
      return { room: roomOf(wire), people: wire.ambassadors.map(personOf) }
    },

    /** Newest first. */
    messages: async (chatroom: number, cursor = ''): Promise<Slice<Message>> => {
      const page = await answerOf(
        chat.GET('/api/v2/chat/chatrooms/{chatroom}/messages', {
          params: { path: { chatroom }, query: { cursor, per_page: MESSAGES } },
        }),
      )
      return sliceOf(page, messageOf, ({ author }) => [author])
    },

    post: async (chatroom: number, content: string, key: string): Promise<Message> => {
      const params = { path: { chatroom }, header: { 'Idempotency-Key': key } }
      const body = { id_ambassador: me, type_message: 0, content } as const
      return messageOf(
        await answerOf(chat.POST('/api/v2/chat/chatrooms/{chatroom}/messages', { params, body })),
      )
    },

    change: async (id: number, body: { content?: string; active?: boolean }): Promise<Message> =>
      messageOf(
        await answerOf(
          chat.PATCH('/api/v2/chat/messages/{id}', { params: { path: { id } }, body }),
        ),
      ),

    markRead: (room: number) =>
      answerOf(
        chat.POST('/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/read', ofRoom(room)),
      ),

    archive: (room: number, archive: boolean) =>
      answerOf(
        chat.PATCH('/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/archive', {
          ...ofRoom(room),
          body: { archive },
        }),
      ),

    block: (room: number, is_blocked: boolean) =>
      answerOf(
        chat.PATCH('/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/block', {
          ...ofRoom(room),
          body: { is_blocked },
        }),
      ),

    flag: (room: number, flag: Flag) =>
      answerOf(
        chat.PATCH('/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/flag', {
          ...ofRoom(room),
          body: { flag },
        }),
      ),

    purge: (room: number) =>
      answerOf(
        chat.PATCH('/api/v2/chat/chatrooms/{chatroom}/purge', {
          params: { path: { chatroom: room } },
          body: { id_ambassador: me },
        }),
      ),

    /** People by a part of their name; without one, those who were there last. */
    people: async (name: string): Promise<readonly Person[]> => {
      const query = { cursor: '', per_page: 30, ...(name ? { 'filter[name]': name } : {}) }
      const page = await answerOf(chat.GET('/api/v2/chat/ambassadors', { params: { query } }))
      return page.data.map(personOf)
    },

    clients: async (): Promise<readonly Person[]> => {
      const query = { cursor: '', per_page: 100, 'filter[status]': '7,8' }
      const page = await answerOf(chat.GET('/api/v2/chat/ambassadors', { params: { query } }))
      return page.data.map(personOf)
    },

    waiting: async (): Promise<readonly Waiting[]> => {
      const query = { 'filter[date_handled]': 'null' }
      const entries = await answerOf(chat.GET('/api/v2/chat/waiting-list', { params: { query } }))
      return entries.map(waitingOf)
    },

    /** Takes an entry; answers the room that it leads to. */
    take: async (id: number): Promise<number | null> => {
      const entry = await answerOf(
        chat.PATCH('/api/v2/chat/waiting-list/{id}', {
          params: { path: { id } },
          body: { id_ambassador: me },
        }),
      )
      return entry.id_chatroom
    },

    askRating: (chatroom: number, rater: number) =>
      answerOf(
        chat.POST('/api/v2/chat/chatrooms/{chatroom}/ratings', {
          params: { path: { chatroom } },
          body: { id_user_rater: rater, id_user_rated: me },
        }),
      ),

    rate: async (rating: number, value: number, content: string): Promise<Rating> =>
      ratingOf(
        await answerOf(
          chat.PATCH('/api/v2/chat/ratings/{rating}', {
            params: { path: { rating } },
            body: { value, content: content || null },
          }),
        ),
      ),
  }
}

export type Calls = ReturnType<typeof callsOf>
