// The SQL that reads the log of a brand. An event is filled with what it tells of as that is now.
import { and, asc, eq, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { isMember } from '../access/queries.ts'
import { messages } from '../../db/conversation-schema.ts'
import { events } from '../../db/event-schema.ts'
import { chatroomPivots, chatrooms } from '../../db/schema.ts'
import { jsonValue } from '../../db/rows.ts'
import {
  integer,
  json,
  literal,
  nullable,
  select,
  statement,
  valuesOf,
} from '../../db/statement.ts'
import { toldColumns } from './append-queries.ts'
import { SMALL_ROOM } from './audience.ts'
import { isType, subject } from './subject-queries.ts'
import { TypeChatroom } from '../../contract/codes.ts'
import { codeOf } from '../../contract/event-types.ts'

const isMessage = isType('message.created', 'message.updated')

/** Nobody is told that a message was created which is deleted by now. */
export const isTold = sql`(${events.typeEvent} <> ${literal(codeOf('message.created'))} or exists (
  select 1 from ${messages}
  where ${messages.idBrand} = ${events.idBrand} and ${messages.idMessage} = ${events.idMessage}
    and ${messages.isActive} = 1))`

/** Who of two has purged the message of an event in their room; in other rooms there may be thousands. */
const purgedBy = jsonValue<number[] | null>(sql`(
  select json_group_array(${chatroomPivots.idAmbassador}) from ${chatrooms} cross join ${chatroomPivots}
  where ${isMessage} and ${chatrooms.idBrand} = ${events.idBrand}
    and ${chatrooms.idChatroom} = ${events.idChatroom} and ${chatrooms.typeChatroom} = ${literal(TypeChatroom.oneToOne)}
    and ${chatroomPivots.idBrand} = ${events.idBrand}
    and ${chatroomPivots.idChatroom} = ${events.idChatroom}
    and ${chatroomPivots.purgedMessage} >= ${events.idMessage})`)

/** The viewer's place in the room of an event. */
const place = (viewer: Placeholder, condition: SQL = sql`true`): SQL => sql`exists (
  select 1 from ${chatroomPivots}
  where ${chatroomPivots.idBrand} = ${events.idBrand}
    and ${chatroomPivots.idChatroom} = ${events.idChatroom}
    and ${chatroomPivots.idAmbassador} = ${viewer} and ${condition})`

const isSmall = sql`(
  select ${chatrooms.memberCount} from ${chatrooms}
  where ${chatrooms.idBrand} = ${events.idBrand} and ${chatrooms.idChatroom} = ${events.idChatroom}
) <= ${literal(SMALL_ROOM)}`

const isPeer = (viewer: Placeholder): SQL => sql`exists (
  select 1 from ${chatrooms}
  where ${chatrooms.idBrand} = ${events.idBrand}
    and ${chatrooms.roomKey} = 'pair:' || cast(min(${viewer}, ${events.idAmbassador}) as integer)
      || ':' || cast(max(${viewer}, ${events.idAmbassador}) as integer))`

/** Whether an event concerns `viewer`, by the rules of `audience.ts`; a null viewer is told everything. */
const concerns = (viewer: Placeholder): SQL => {
  const isOwn = sql`${events.idAmbassador} = ${viewer}`
  const hasPurged = sql`coalesce(${chatroomPivots.purgedMessage}, 0) >= ${events.idMessage}`
  return sql`(${viewer} is null or case
    when ${isMessage} then ${place(viewer, sql`not ${hasPurged}`)}
    when ${isType('pivot.updated')} then ${isOwn}
    when ${isType('chatroom.read')} then ${isOwn} or (${isSmall} and ${place(viewer)})
    when ${isType('waiting.created', 'waiting.handled')} then ${isOwn} or ${isMember(events.idBrand, viewer)}
    when ${isType('ambassador.updated')} then ${isOwn} or ${isPeer(viewer)}
    else ${place(viewer)} end)`
}

const ofBrand = (idBrand: Placeholder, ...conditions: readonly SQL[]) =>
  and(eq(events.idBrand, idBrand), ...conditions)

/**
 * The events behind `since` up to `until` that concern `viewer`, at most `limit` of them, oldest first. `types` is a JSON list
 * of their codes, or null for all.
 */
export const listVisible = statement(
  {
    idBrand: integer,
    since: integer,
    until: integer,
    viewer: nullable(integer),
    types: nullable(json),
    limit: integer,
  },
  ({ idBrand, since, until, viewer, types, limit }) =>
    select({ ...toldColumns, subject })
      .from(events)
      .where(
        ofBrand(
          idBrand,
          sql`${events.idEvent} > ${since} and ${events.idEvent} <= ${until}`,
          sql`(${types} is null or ${events.typeEvent} in ${valuesOf(types)})`,
          isTold,
          concerns(viewer),
        ),
      )
      .orderBy(asc(events.idEvent))
      .limit(limit as never),
)

/** All events from `first` to `last`, oldest first, with what a hub needs to tell whom they concern. */
export const listLog = statement(
  { idBrand: integer, first: integer, last: integer },
  ({ idBrand, first, last }) =>
    select({ ...toldColumns, subject, purgedBy })
      .from(events)
      .where(ofBrand(idBrand, sql`${events.idEvent} between ${first} and ${last}`))
      .orderBy(asc(events.idEvent)),
)

/** The positions of the newest event and of those with the ids `one` and `other`, as far as there are such. */
export const findPositions = statement(
  { idBrand: integer, one: integer, other: integer },
  ({ idBrand, one, other }) =>
    select({ idEvent: events.idEvent, insertedAt: events.insertedAt })
      .from(events)
      .where(
        ofBrand(
          idBrand,
          sql`${events.idEvent} in (${one}, ${other}, (
          select max(newest.id_event) from ${events} newest where newest.id_brand = ${idBrand}))`,
        ),
      )
      .orderBy(asc(events.idEvent)),
)
