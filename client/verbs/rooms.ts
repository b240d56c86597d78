// What is done with rooms.
import { dataOf } from '../error.ts'
import type { Calls } from '../rest.ts'
import type { components, operations } from '../schema.ts'
import type { Session } from '../session.ts'
import { type List, queryOf, type Wanted, walk } from './lists.ts'
import { selfOf } from './self.ts'

type Schemas = components['schemas']
type Query<Id extends keyof operations> = NonNullable<operations[Id]['parameters']['query']>

interface SendOptions {
  /** The `Idempotency-Key`: with the same one the message is posted once, however often it is sent. */
  readonly key?: string | undefined
  /** 0, text, unless said otherwise. */
  readonly type?: Schemas['PostMessage']['type_message'] | undefined
}

interface RoomVerbs {
  /** Posts a message as the client's ambassador. */
  send(content: string, options?: SendOptions): Promise<Schemas['Message']>
  /** Marks everything as read. Answers the last message; null in an empty room. */
  markRead(): Promise<Schemas['Message'] | null>
  /** The messages, newest first unless `sort` says otherwise. Pages are read as they are needed. */
  messages(wanted?: Wanted<Query<'listMessages'>>): AsyncGenerator<Schemas['Message'], undefined>
}

export type Room = Schemas['Chatroom'] & RoomVerbs

type ListedRoom = Schemas['ListedChatroom'] & RoomVerbs
type RoomsOf<Page> = Omit<Page, 'data'> & { data: ListedRoom[] }

export interface Rooms {
  /** The room of two ambassadors, or of everybody under a brand tag; it is made when there is none yet. */
  open(who: readonly [number, number] | { readonly tag: number }): Promise<Room>
  get(idChatroom: number): Promise<Room>
  /** What is done with a room whose id is known. Asks for nothing. */
  at(idChatroom: number): RoomVerbs
  /** The rooms of the client's ambassador. */
  list: List<
    Query<'listChatroomsOfAmbassador'>,
    RoomsOf<Schemas['ListedChatroomPage']>,
    RoomsOf<Schemas['ListedChatroomCursorPage']>
  >
}

const MESSAGES = '/api/v2/chat/chatrooms/{chatroom}/messages'
const READ = '/api/v2/chat/chatrooms/{chatroom}/ambassadors/{ambassador}/read'
const LIST = '/api/v2/chat/ambassadors/{ambassador}/chatrooms'

/** Messages that are read at once. */
const PAGE = 100

export const createRooms = ({ GET, POST }: Calls, session: Session): Rooms => {
  const at = (idChatroom: number): RoomVerbs => {
    const path = { chatroom: idChatroom }
    return {
      async send(content, { key, type = 0 } = {}) {
        const header = key === undefined ? {} : { 'Idempotency-Key': key }
        const body = { id_ambassador: await selfOf(session), type_message: type, content }
        return dataOf(POST(MESSAGES, { params: { path, header }, body }))
      },
      async markRead() {
        const ambassador = await selfOf(session)
        return dataOf(POST(READ, { params: { path: { ...path, ambassador } } }))
      },
      messages: (wanted = {}) =>
        walk(async (cursor) => {
          const query = queryOf({ per_page: PAGE, ...wanted, cursor })
          const page = await dataOf(GET(MESSAGES, { params: { path, query } }))
          return page as Schemas['MessageCursorPage']
        }),
    }
  }

  const withVerbs = <Found extends { id_chatroom: number }>(found: Found): Found & RoomVerbs => ({
    ...found,
    ...at(found.id_chatroom),
  })

  return {
    at,
    async open(who) {
      const [one, other] = 'tag' in who ? [] : who
      const body = {
        source: 0 as const,
        ...('tag' in who ? { id_brand_tag: who.tag } : { ids_ambassadors: [one!, other!] }),
      }
      return withVerbs(await dataOf(POST('/api/v2/chat/chatrooms', { body: body as never })))
    },
    async get(idChatroom) {
      const params = { path: { id: idChatroom } }
      return withVerbs(await dataOf(GET('/api/v2/chat/chatrooms/{id}', { params })))
    },
    list: (async (wanted?: object) => {
      const path = { ambassador: await selfOf(session) }
      const page = await dataOf(GET(LIST, { params: { path, query: queryOf(wanted) } }))
      return { ...page, data: page.data.map(withVerbs) }
    }) as Rooms['list'],
  }
}
