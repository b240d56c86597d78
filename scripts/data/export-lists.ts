// What an export holds: each list that a manager has of the brand to its end, in an order in which nothing moves while the brand is
// written to.
import type { ChatClient, Schemas } from '../../client/index.ts'
import openApiDocument from '../../docs/openapi.json' with { type: 'json' }
import { dataOf } from './command.ts'
import { PER_PAGE, pagesOf, totalOf } from './walk.ts'

type Ambassador = Schemas['Ambassador']
type BrandTag = Schemas['BrandTag']
type BriefChatroom = Schemas['BriefChatroom']

/** A message as it is exported: the wire shape does not say in which room it is, or whether it was deleted. */
type ExportedMessage = Schemas['Message'] & { id_chatroom: number; active: boolean }

/** A list by the name of its file. */
interface List {
  readonly name: string
  readonly path: '/api/v2/manager/chatrooms'
  /** By id: ids never change, and what comes during the export with a larger one is still met. */
  readonly sort: 'id_chatroom'
}

interface Documented {
  readonly get?: {
    readonly parameters?: readonly { name: string; schema: { enum?: readonly string[] } }[]
  }
}

const listOf = ([path, { get }]: [string, Documented]): List[] => {
  const [, name] = /^\/api\/v2\/manager\/([\w-]+)$/.exec(path) ?? []
  const sorts = get?.parameters?.find((one) => one.name === 'sort')?.schema.enum
  const sort = sorts?.find((one) => one.startsWith('id_'))
  // What is said of one list holds of all: they differ in what they hold.
  return name === undefined || sort === undefined ? [] : [{ name, path, sort } as List]
}

/** Every list of the brand that can be sorted by id. */
export const LISTS: readonly List[] = Object.entries(
  openApiDocument.paths as unknown as Record<string, Documented>,
)
  .flatMap(listOf)
  .toSorted((one, other) => (one.name < other.name ? -1 : 1))

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

/** A tag with all of its members. */
const wholeTag = async (chat: ChatClient, tag: BrandTag): Promise<BrandTag> => ({
  ...tag,
  members: await membersOf(chat, tag),
})

/** A room with all of its members: a list shows the first ones. */
const wholeRoom = async (chat: ChatClient, room: BriefChatroom): Promise<BriefChatroom> => {
  if (room.ambassadors.length >= room.ambassadors_count) return room
  const path = { id: room.id_chatroom }
  const whole = await dataOf(chat.GET('/api/v2/chat/chatrooms/{id}', { params: { path } }))
  return { ...whole, ambassadors_count: whole.ambassadors.length }
}

/** How what a list shows of an item is completed, where it does not show all. */
const COMPLETED: Readonly<Record<string, (chat: ChatClient, item: never) => Promise<never>>> = {
  'brand-tags': wholeTag as never,
  chatrooms: wholeRoom as never,
}

/** How much a list has. */
export const lengthOf = (chat: ChatClient, { path }: List): Promise<number> =>
  totalOf(chat.GET(path, { params: { query: { per_page: 1 } } }))

/** All that a list has, page by page. */
export async function* wholePages(
  chat: ChatClient,
  { name, path, sort }: List,
): AsyncGenerator<BriefChatroom[]> {
  const pages = pagesOf<BriefChatroom>((cursor) =>
    chat.GET(path, { params: { query: { cursor, per_page: PER_PAGE, sort } } }),
  )
  const complete = COMPLETED[name]
  for await (const page of pages) {
    const whole: BriefChatroom[] = []
    for (const item of page) {
      whole.push(complete === undefined ? item : await complete(chat, item as never))
    }
    yield whole
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
