// What a manager looks at: the lists of the brand as tables, and one room.
import type { Schemas } from 'edge-chatrooms/client'
import { dataOf, type Chat } from './client.ts'
import { type Message, messageOf, type Person, personOf } from './shapes.ts'

/** What stands in a cell: a text, a number, whether, when, or who. */
export type Cell = string | number | boolean | null | Date | readonly Person[]

interface Row {
  readonly id: number
  /** In the order of the table's columns. */
  readonly cells: readonly Cell[]
}

export interface TablePage {
  readonly rows: readonly Row[]
  /** The cursor of what comes next; null at the end. */
  readonly older: string | null
}

export interface ManagedRoom {
  readonly people: readonly Person[]
  /** The newest hundred, oldest first. */
  readonly messages: readonly Message[]
}

const when = (date: string | null): Date | null => (date === null ? null : new Date(date))

const SOURCES = ['direct', 'waiting_list', 'hot_list'] as const

const roomRow = (room: Schemas['BriefChatroom']): Row => ({
  id: room.id_chatroom,
  cells: [
    room.ambassadors.map(personOf),
    room.ambassadors_count,
    SOURCES[room.source],
    when(room.last_message_date),
    room.last_rating?.value ?? null,
  ],
})

const personRow = (person: Schemas['ManagedAmbassador']): Row => ({
  id: person.id_ambassador,
  cells: [
    [personOf(person)],
    person.email,
    person.status,
    person.active === 1,
    when(person.last_action_date),
  ],
})

const tagRow = (tag: Schemas['BrandTag']): Row => ({
  id: tag.id_brand_tag,
  cells: [tag.name, tag.members_count],
})

const topicRow = (topic: Schemas['ChatTopic']): Row => ({
  id: topic.id_chat_topic,
  cells: [topic.contents.map(({ content }) => content).join(' · '), topic.active],
})

const webhookRow = (webhook: Schemas['Webhook']): Row => ({
  id: webhook.id_webhook,
  cells: [webhook.url, webhook.events.join(' · '), webhook.disabled_reason ?? webhook.active],
})

const deliveryRow = (delivery: Schemas['Delivery']): Row => ({
  id: delivery.id_event,
  cells: [
    delivery.type,
    delivery.state,
    delivery.tries,
    delivery.status ?? delivery.error,
    when(delivery.date_last_try),
  ],
})

const hubRow = (state: Schemas['HubState']): Row => ({
  id: state.hub,
  cells: [state.sockets, state.delivered, state.healed, state.dropped, state.longest_gap],
})

type Filters = Readonly<Record<string, string>>

const queryOf = (filters: Filters, cursor: string) => ({
  params: {
    query: {
      cursor,
      per_page: 50,
      ...Object.fromEntries(
        Object.entries(filters).map(([name, value]) => [`filter[${name}]`, value]),
      ),
    },
  },
})

const pageOf = <Wire>(
  page: { readonly data: readonly Wire[] },
  rowOf: (wire: Wire) => Row,
): TablePage => ({
  rows: page.data.map(rowOf),
  older: (page as { next_cursor?: string | null }).next_cursor ?? null,
})

export const managerOf = (chat: Chat) => {
  return {
    rooms: async (filters: Filters, cursor: string) =>
      pageOf(
        await dataOf(chat.GET('/api/v2/manager/chatrooms', queryOf(filters, cursor))),
        roomRow,
      ),
    people: async (filters: Filters, cursor: string) =>
      pageOf(
        await dataOf(chat.GET('/api/v2/manager/ambassadors', queryOf(filters, cursor))),
        personRow,
      ),
    tags: async (filters: Filters, cursor: string) =>
      pageOf(
        await dataOf(chat.GET('/api/v2/manager/brand-tags', queryOf(filters, cursor))),
        tagRow,
      ),
    topics: async (filters: Filters, cursor: string) =>
      pageOf(
        await dataOf(chat.GET('/api/v2/manager/chat-topics', queryOf(filters, cursor))),
        topicRow,
      ),
    webhooks: async (filters: Filters, cursor: string) =>
      pageOf(
        await dataOf(chat.GET('/api/v2/manager/webhooks', queryOf(filters, cursor))),
        webhookRow,
      ),
    /** What has become of the events that went to the webhook `id`, the newest first. */
    deliveries: async (filters: Filters, cursor: string, id: number) => {
      const { params } = queryOf(filters, cursor)
      const query = { ...params.query, sort: '-id_event' } as const
      return pageOf(
        await dataOf(
          chat.GET('/api/v2/manager/webhooks/{id}/deliveries', {
            params: { path: { id }, query },
          }),
        ),
        deliveryRow,
      )
    },
    hubs: async (): Promise<TablePage> => {
      const { hubs } = await dataOf(chat.GET('/api/v2/manager/realtime'))
      return { rows: hubs.map(hubRow), older: null }
    },
    room: async (id: number): Promise<ManagedRoom> => {
      const room = await dataOf(
        chat.GET('/api/v2/manager/chatrooms/{id}', { params: { path: { id } } }),
      )
      return {
        people: room.ambassadors.map(personOf),
        messages: room.messages.map(messageOf).toSorted((a, b) => a.id - b.id),
      }
    },
  }
}

export type Manager = ReturnType<typeof managerOf>
