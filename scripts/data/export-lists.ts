// What an export holds: each list of the API to its end, in an order in which nothing moves while the brand is written to.
import type { ChatClient, Schemas } from '../../client/index.ts'
import { dataOf } from './command.ts'
import { PER_PAGE, pagesOf } from './walk.ts'

type Ambassador = Schemas['Ambassador']
type BrandTag = Schemas['BrandTag']
type BriefChatroom = Schemas['BriefChatroom']

/** A message as it is exported: the wire shape does not say in which room it is, or whether it was deleted. */
type ExportedMessage = Schemas['Message'] & { id_chatroom: number; active: boolean }

/** All people by id: ids never change, and who comes during the export with a larger one is still met. */
export const peoplePages = (chat: ChatClient) =>
  pagesOf<Ambassador>((cursor) =>
    chat.GET('/api/v2/manager/ambassadors', {
      params: { query: { cursor, per_page: PER_PAGE, sort: 'id_ambassador' } },
    }),
  )

/**
 * All members of a tag. Lists show the first ones of each, so the others come from the list of people. That one is sorted by
 * last action alone: oldest first, who acts meanwhile moves to where the walk has not been, and may be met twice.
 */
const membersOf = async (chat: ChatClient, tag: BrandTag): Promise<Ambassador[]> => {
  if (tag.members.length >= tag.members_count) return tag.members
  const members = new Map(tag.members.map((member) => [member.id_ambassador, member]))
  const pages = pagesOf<Ambassador>((cursor) => {
    const query = {
      cursor,
      per_page: PER_PAGE,
      sort: 'last_action_date' as const,
      'filter[brand_tag]': tag.id_brand_tag,
    }
    return chat.GET('/api/v2/chat/ambassadors', { params: { query } })
  })
  for await (const page of pages) {
    for (const member of page) members.set(member.id_ambassador, member)
  }
  return [...members.values()].toSorted((one, other) => one.id_ambassador - other.id_ambassador)
}

/** All tags by id, with all of their members. */
export async function* tagPages(chat: ChatClient): AsyncGenerator<BrandTag[]> {
  const pages = pagesOf<BrandTag>((cursor) =>
    chat.GET('/api/v2/manager/brand-tags', {
      params: { query: { cursor, per_page: PER_PAGE, sort: 'id_brand_tag' } },
    }),
  )
  for await (const page of pages) {
    const tags: BrandTag[] = []
    for (const tag of page) tags.push({ ...tag, members: await membersOf(chat, tag) })
    yield tags
  }
}

/** All topics by id. */
export const topicPages = (chat: ChatClient) =>
  pagesOf<Schemas['ChatTopic']>((cursor) =>
    chat.GET('/api/v2/manager/chat-topics', {
      params: { query: { cursor, per_page: PER_PAGE, sort: 'id_chat_topic' } },
    }),
  )

/** A room with all of its members: a list shows the first ones. */
const wholeRoom = async (chat: ChatClient, room: BriefChatroom): Promise<BriefChatroom> => {
  if (room.ambassadors.length >= room.ambassadors_count) return room
  const path = { id: room.id_chatroom }
  const whole = await dataOf(chat.GET('/api/v2/chat/chatrooms/{id}', { params: { path } }))
  return { ...whole, ambassadors_count: whole.ambassadors.length }
}

/** All rooms by id, with all of their members. */
export async function* roomPages(chat: ChatClient): AsyncGenerator<BriefChatroom[]> {
  const pages = pagesOf<BriefChatroom>((cursor) =>
    chat.GET('/api/v2/manager/chatrooms', {
      params: { query: { cursor, per_page: PER_PAGE, sort: 'id_chatroom' } },
    }),
  )
  for await (const page of pages) {
    const rooms: BriefChatroom[] = []
    for (const room of page) rooms.push(await wholeRoom(chat, room))
    yield rooms
  }
}

/**
 * All messages of a room, oldest first: those that are there, then the deleted ones. A date never changes, and new messages
 * come behind the end. A message that is deleted between the two walks stays as it was met first.
 */
export async function* messagePages(
  chat: ChatClient,
  room: BriefChatroom,
): AsyncGenerator<ExportedMessage[]> {
  const { id_chatroom: id, last_message_date: newest } = room
  if (newest === null) return
  const seen = new Set<number>()
  for (const active of [true, false]) {
    const pages = pagesOf<Schemas['Message']>((cursor) => {
      const query = {
        cursor,
        per_page: PER_PAGE,
        sort: 'date_insert' as const,
        'filter[active]': active ? ('true' as const) : ('false' as const),
      }
      const params = { path: { chatroom: id }, query }
      return chat.GET('/api/v2/chat/chatrooms/{chatroom}/messages', { params })
    })
    for await (const page of pages) {
      const messages = page.filter(({ id_message: message }) => !seen.has(message))
      for (const { id_message: message } of messages) seen.add(message)
      yield messages.map((message) => Object.assign(message, { id_chatroom: id, active }))
    }
  }
}
