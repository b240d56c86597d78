// The SQL that appends to the log of a brand, in the batch of what it tells of.
import { eq, getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { events } from '../db/event-schema.ts'
import { chatrooms } from '../db/schema.ts'
import { aliased, insertFrom, literal } from '../db/statement.ts'
import { codeOf, type EventType } from '../contract/event-types.ts'

/** What an event is about: of the ids that the log has, those that say something of its type. */
export type Subject = Partial<
  Record<
    'idChatroom' | 'idMessage' | 'idAmbassador' | 'idRating' | 'idSummary' | 'idWaiting',
    SQLWrapper
  >
>

const roomOf = (column: SQLWrapper) => sql`(
  select ${column} from ${chatrooms}
  where ${chatrooms.idBrand} = ${events.idBrand} and ${chatrooms.idChatroom} = ${events.idChatroom})`

const { idBrand: _, ...told } = getTableColumns(events)

/** An event, and who the room that it is about belongs to. */
export const toldColumns = {
  ...told,
  roomKey: sql<string | null>`${roomOf(chatrooms.roomKey)}`,
  // Of one type alone, for each look at the room is a row that is read.
  memberCount: sql<number | null>`case ${events.typeEvent} when ${literal(codeOf('chatroom.read'))}
    then ${roomOf(chatrooms.memberCount)} end`,
}

const newest = (idBrand: SQLWrapper) =>
  sql`coalesce((select max(${events.idEvent}) from ${events} where ${eq(events.idBrand, idBrand)}), 0)`

/**
 * Appends an event for each row of `source`. D1 has one writer, so the ids have no gap and no late comer. Whether the same batch
 * appends again when it is repeated is up to `source`: it must be empty by then.
 */
export const appendEvents = (
  type: EventType,
  idBrand: SQLWrapper,
  subject: Subject,
  insertedAt: SQLWrapper,
  source: SQL,
) =>
  insertFrom(
    events,
    {
      ...subject,
      idBrand,
      idEvent: sql`${newest(idBrand)} + row_number() over ()`,
      typeEvent: literal(codeOf(type)),
      insertedAt,
    },
    sql`from ${source}`,
  ).returning(aliased(toldColumns))

/** No more than what the values of a statement say. */
const VALUES = sql`(select 1)`

/**
 * The same if the statement right before this one in the batch has written something. A statement that writes only what differs
 * writes nothing when its batch is repeated.
 */
export const appendIfWritten = (
  type: EventType,
  idBrand: SQLWrapper,
  subject: Subject,
  now: SQLWrapper,
  source: SQL = VALUES,
  condition: SQLWrapper = sql`true`,
) => appendEvents(type, idBrand, subject, now, sql`${source} where changes() > 0 and ${condition}`)
