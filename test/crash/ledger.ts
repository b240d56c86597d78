// What was sent, what the server acknowledged, and what of it the database does not hold.
import type { DatabaseSync } from 'node:sqlite'

export interface SentPost {
  readonly kind: 'message' | 'waiting-list entry'
  /** The room and the author of a message, or the user of an entry. */
  readonly owners: readonly number[]
  /** Unlike that of every other post, so that it tells two rows of one request from one. */
  readonly content: string
  readonly idempotencyKey: string | undefined
  /** Null until it is acknowledged. */
  id: number | null
}

/** People who are only ever written together, with one revision, by one client. */
interface Group {
  acknowledged: number
  sent: number
}

export interface Ledger {
  /** Acknowledged rooms: their ids by their keys. */
  readonly rooms: Map<string, number>
  readonly posts: SentPost[]
  /** By the customer id that the people of the group share. */
  readonly groups: Map<string, Group>
}

export const createLedger = (): Ledger => ({
  rooms: new Map(),
  posts: [],
  groups: new Map(),
})

type Row = Record<string, string | number | null>

/** What has been acknowledged so far. */
export const summaryOf = ({ rooms, posts, groups }: Ledger): string => {
  const acknowledged = posts.filter(({ id }) => id !== null)
  const messages = acknowledged.filter(({ kind }) => kind === 'message').length
  const puts = [...groups.values()].reduce((sum, group) => sum + group.acknowledged, 0)
  return `${rooms.size} rooms, ${messages} messages, ${acknowledged.length - messages} waiting-list entries and the newest of ${puts} puts of people`
}

const ROWS = {
  message: 'select content, id_message, id_chatroom, id_ambassador from messages',
  'waiting-list entry': 'select content, id_waiting, id_user from waiting_list',
}

/** One sentence for each acknowledged write that is not there as it was acknowledged, and for each that is there twice. */
export const lossesOf = (ledger: Ledger, database: DatabaseSync): string[] => {
  const select = (sql: string) => database.prepare(sql).all() as Row[]
  const losses: string[] = []

  const rooms = new Map(
    select('select room_key, id_chatroom from chatrooms').map((row) => [
      row['room_key'],
      row['id_chatroom'],
    ]),
  )
  for (const [key, id] of ledger.rooms) {
    if (rooms.get(key) !== id) losses.push(`room ${id} (${key}) was acknowledged and is not there`)
  }

  for (const kind of ['message', 'waiting-list entry'] as const) {
    const posts = ledger.posts.filter((post) => post.kind === kind)
    const wasSent = new Set(posts.map(({ content }) => content))
    const found = new Map<string, string>()
    for (const { content, ...ids } of select(ROWS[kind])) {
      const text = String(content)
      if (found.has(text)) losses.push(`${kind} "${text}" is there twice`)
      if (!wasSent.has(text)) losses.push(`${kind} "${text}" was never sent`)
      found.set(text, Object.values(ids).join(', '))
    }
    for (const { content, id, owners } of posts) {
      const acknowledged = [id, ...owners].join(', ')
      if (id === null || found.get(content) === acknowledged) continue
      const instead = found.get(content) ?? 'nothing'
      losses.push(`${kind} "${content}" was acknowledged as ${acknowledged}, found: ${instead}`)
    }
  }

  const revisions = select(
    `select customer_id, min(cast(lastname as integer)) oldest, max(cast(lastname as integer)) newest
      from ambassadors where customer_id is not null group by customer_id`,
  )
  const revisionsOf = new Map(revisions.map((row) => [row['customer_id'], row]))
  for (const [name, { acknowledged, sent }] of ledger.groups) {
    const { oldest = 0, newest = 0 } = revisionsOf.get(name) ?? {}
    if (oldest !== newest) losses.push(`${name} is half written: ${oldest} and ${newest}`)
    if (Number(oldest) < acknowledged || Number(newest) > sent) {
      losses.push(`${name} has revision ${oldest}, not one of ${acknowledged} to ${sent}`)
    }
  }
  return losses
}
