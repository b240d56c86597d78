// The tables of the manager's view: their columns and what they are filtered by. Names are those of the texts.
import type { Manager } from '../api/manager.ts'

export type TableName = Exclude<keyof Manager, 'room'>

export const COLUMNS: Readonly<Record<TableName, readonly string[]>> = {
  rooms: ['who', 'count', 'source', 'last', 'last_rating'],
  people: ['who', 'email', 'status', 'active', 'last'],
  tags: ['name', 'count'],
  topics: ['name', 'active'],
  webhooks: ['name', 'events', 'active'],
  deliveries: ['events', 'state', 'tries', 'answer', 'last'],
  hubs: ['sockets', 'delivered', 'healed', 'dropped', 'gap'],
}

/** What a table can be filtered by, with the values that are offered; none for a text. */
export const FILTERS: Readonly<
  Partial<Record<TableName, Readonly<Record<string, readonly string[]>>>>
> = {
  rooms: {
    type_chatroom: ['0', '7'],
    source: ['direct', 'waiting_list', 'hot_list'],
    dialogue: ['established', 'not_established'],
    last_rating: ['5', '4', '3', '2', '1', '0', 'not_rated'],
  },
  deliveries: { state: ['waiting', 'failed', 'delivered', 'dead'] },
  people: { name: [], status: ['0', '1', '2', '3', '4', '5', '6', '7', '8'] },
}
