// The SQL that appends to the log of a brand, in the batch of what it tells of.
import { getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { events } from '../../db/event-schema.ts'
import { jsonValue } from '../../db/rows.ts'
import { chatrooms } from '../../db/schema.ts'
import { aliased, insertFrom, literal, nextId } from '../../db/statement.ts'
import { webhooks } from '../../db/webhook-schema.ts'
import { codeOf, type EventType } from '../../contract/event-types.ts'

/**
 * What an event is about: of the ids that the log has, those that say something of its type, and the key of its room where that
 * need not be looked up.
 */
export type Subject = Partial<
  Record<
    | 'idChatroom'
    | 'idMessage'
    | 'idAmbassador'
    | 'idRating'
    | 'idSummary'
    | 'idWaiting'
    | 'roomKey',
    SQLWrapper
  >
>

const roomOf = (column: SQLWrapper) => sql`(
  select ${column} from ${chatrooms}
  where ${chatrooms.idBrand} = ${events.idBrand} and ${chatrooms.idChatroom} = ${events.idChatroom})`

const { idBrand: _, ...told } = getTableColumns(events)

const memberCount = roomOf(chatrooms.memberCount)

/** An event, and who the room that it is about belongs to. */
export const toldColumns = {
  ...told,
  roomKey: sql<string | null>`${roomOf(chatrooms.roomKey)}`,
  // Of one type alone, for each look at the room is a row that is read.
  memberCount: sql<number | null>`case ${events.typeEvent} when ${literal(codeOf('chatroom.read'))}
    then ${memberCount} end`,
}

/** The webhooks that want an event. Reads no row where the brand has none that is active. */
const wantedBy = (type: EventType) =>
  jsonValue<number[]>(sql`(
  select json_group_array(${webhooks.idWebhook}) from ${webhooks} indexed by webhooks_wanting
  where ${webhooks.idBrand} = ${events.idBrand} and ${webhooks.isActive} = 1
    and ${webhooks.types} & ${literal(1 << codeOf(type))})`)

/** The ids of the events of a source with several rows. */
export const numbered = (idBrand: SQLWrapper) =>
  sql`${nextId(events.idEvent, idBrand)} - 1 + row_number() over ()`

/**
 * Appends an event for the row of `source`, if there is one; of several rows the ids are `numbered`. D1 has one writer, so the ids
 * have no gap and no late comer. Answers the events, each with the webhooks that want it. Whether the same batch appends again when
 * it is repeated is up to `source`: it must be empty by then.
 */
export const appendEvents = (
  type: EventType,
  idBrand: SQLWrapper,
  { roomKey = toldColumns.roomKey, ...ids }: Subject,
  insertedAt: SQLWrapper,
  source: SQL,
  idEvent: SQL = nextId(events.idEvent, idBrand),
) =>
  insertFrom(
    events,
    { ...ids, idBrand, idEvent, typeEvent: literal(codeOf(type)), insertedAt },
    source,
  ).returning(
    aliased({
      ...told,
      roomKey: sql<string | null>`${roomKey}`,
      memberCount: sql<number | null>`${type === 'chatroom.read' ? memberCount : null}`,
      webhooks: wantedBy(type),
    }),
  )

/**
 * The same if the last statement that writes, before this one in the batch, has written something. A statement that writes only
 * what differs writes nothing when its batch is repeated. Without a source it tells no more than what its values say.
 */
export const appendIfWritten = (
  type: EventType,
  idBrand: SQLWrapper,
  subject: Subject,
  now: SQLWrapper,
  source: SQL = sql.empty(),
  condition: SQLWrapper = sql`true`,
) => appendEvents(type, idBrand, subject, now, sql`${source} where changes() > 0 and ${condition}`)
