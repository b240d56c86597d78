// What an event tells of, as a JSON value beside its row: as it is now, whenever the event is read.
import { getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { firstMembers, lastsOf, roomColumns } from '../chatrooms/queries.ts'
import { codeOf, type EventType } from '../../contract/event-types.ts'
import { messages, ratings, summaries, waitingList } from '../../db/conversation-schema.ts'
import { events } from '../../db/event-schema.ts'
import { ambassadorColumns, ambassadors, chatroomPivots, chatrooms } from '../../db/schema.ts'
import { jsonRow, jsonValue } from '../../db/rows.ts'
import { isAuthor, messageParts } from '../messages/queries.ts'
import type { Subject } from './subject.ts'

export const isType = (...types: readonly EventType[]): SQL =>
  sql`${events.typeEvent} in (${sql.raw(types.map(codeOf).join(', '))})`

const one = (part: string, row: SQL, from: SQL): SQL =>
  sql`(select json_object(${sql.raw(`'${part}'`)}, ${row}) from ${from})`

const ofBrand = ({ idBrand }: { idBrand: SQLWrapper }): SQL => sql`${idBrand} = ${events.idBrand}`

const message = sql`(
  select ${messageParts} from ${messages} cross join ${ambassadors}
  where ${ofBrand(messages)} and ${messages.idMessage} = ${events.idMessage} and ${messages.isActive} = 1
    and ${isAuthor})`

const room = sql`(
  select json_object('room', ${jsonRow(roomColumns)},
    'lasts', ${jsonRow(lastsOf)}, 'members', json(${firstMembers()}))
  from ${chatrooms}
  where ${ofBrand(chatrooms)} and ${chatrooms.idChatroom} = ${events.idChatroom})`

const pivot = one(
  'pivot',
  jsonRow(getTableColumns(chatroomPivots)),
  sql`${chatroomPivots}
    where ${ofBrand(chatroomPivots)} and ${chatroomPivots.idChatroom} = ${events.idChatroom}
      and ${chatroomPivots.idAmbassador} = ${events.idAmbassador}`,
)

const rating = one(
  'rating',
  jsonRow(getTableColumns(ratings)),
  sql`${ratings} where ${ofBrand(ratings)} and ${ratings.idRating} = ${events.idRating}`,
)

const { requestKey: _, requestHash: __, ...summaryColumns } = getTableColumns(summaries)

const summary = one(
  'summary',
  jsonRow(summaryColumns),
  sql`${summaries} where ${ofBrand(summaries)} and ${summaries.idSummary} = ${events.idSummary}`,
)

const { requestKey: ___, requestHash: ____, ...entryColumns } = getTableColumns(waitingList)

const entry = one(
  'entry',
  jsonRow(entryColumns),
  sql`${waitingList} where ${ofBrand(waitingList)} and ${waitingList.idWaiting} = ${events.idWaiting}`,
)

const person = one(
  'person',
  jsonRow(ambassadorColumns),
  sql`${ambassadors}
    where ${ofBrand(ambassadors)} and ${ambassadors.idAmbassador} = ${events.idAmbassador}`,
)

/** What the event in scope tells of; null for one that its ids say all of. */
export const subject = jsonValue<Subject | null>(sql`case
  when ${isType('message.created', 'message.updated')} then ${message}
  when ${isType('chatroom.created', 'chatroom.updated')} then ${room}
  when ${isType('pivot.updated')} then ${pivot}
  when ${isType('rating.updated')} then ${rating}
  when ${isType('summary.created')} then ${summary}
  when ${isType('waiting.created', 'waiting.handled')} then ${entry}
  when ${isType('ambassador.updated')} then ${person} end`)
