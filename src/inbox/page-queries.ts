// Which rooms a page of a list holds. Each list walks indexes in order and stops at the end of the page.
import { and, eq, isNotNull, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { TypeChatroom } from '../contract/codes.ts'
import {
  countOf,
  cutTo,
  endOf,
  inOrder,
  keyBelow,
  pageOf,
  type Scan,
  type Walk,
} from '../db/keyset.ts'
import { ratings } from '../db/conversation-schema.ts'
import { chatroomPivots, chatrooms } from '../db/schema.ts'
import { isOneOf } from '../db/statement.ts'
import type { PageRequest } from '../contract/lists/schema.ts'
import { hasUnread } from './unread-queries.ts'

export interface AmbassadorRooms {
  readonly idBrand: number
  readonly idAmbassador: number
  readonly isArchived: boolean
  readonly before: number | null
  readonly flags: readonly number[] | null
  readonly types: readonly number[] | null
  readonly isUnread: boolean | null
  readonly isCommented: boolean | null
}

/** Whether the room of a pivot has a rating with a text. */
const hasComment = sql`exists (
  select 1 from ${ratings} indexed by ratings_commented
  where ${ratings.idBrand} = ${chatroomPivots.idBrand} and ${ratings.idChatroom} = ${chatroomPivots.idChatroom}
    and ${ratings.content} <> '' and ${ratings.deletedAt} is null)`

/** The condition or its contrary; null for either. */
const isOrNot = (condition: SQLWrapper, wanted: boolean | null) =>
  wanted === null ? undefined : sql`${wanted ? sql`` : sql`not `}${condition}`

/** Which an index has in order. */
const hasOneFlag = (filter: AmbassadorRooms): filter is AmbassadorRooms & { flags: [number] } =>
  filter.flags?.length === 1

const isOfAmbassador = (filter: AmbassadorRooms) =>
  and(
    eq(chatroomPivots.idBrand, filter.idBrand),
    eq(chatroomPivots.idAmbassador, filter.idAmbassador),
    eq(chatroomPivots.isArchived, filter.isArchived),
    hasOneFlag(filter) ? eq(chatroomPivots.flag, filter.flags[0]) : undefined,
  )

const fitsOf = (filter: AmbassadorRooms) =>
  and(
    hasOneFlag(filter) ? undefined : isOneOf(chatroomPivots.flag, filter.flags),
    isOrNot(hasUnread, filter.isUnread),
    isOrNot(hasComment, filter.isCommented),
  )

const includes = (filter: AmbassadorRooms, type: number) =>
  filter.types === null || filter.types.includes(type) ? undefined : sql`false`

/** Named, because the planner would read all pivots of the brand by primary key. */
const pivotsOf = (filter: AmbassadorRooms) =>
  sql`${chatroomPivots} indexed by ${sql.raw(hasOneFlag(filter) ? 'chatroom_pivots_flagged' : 'chatroom_pivots_list')}`

const walkOf = (key: SQLWrapper, isDescending: boolean): Walk => ({
  key,
  id: chatroomPivots.idChatroom,
  isDescending,
})

/** One-to-one rooms carry their last action in the pivot, so that the index has their order. */
const pairsOf = (filter: AmbassadorRooms, page: PageRequest, isDescending: boolean): Scan => {
  const walk = walkOf(chatroomPivots.lastActionAt, isDescending)
  return {
    walk,
    table: chatroomPivots,
    from: pivotsOf(filter),
    range: and(
      isOfAmbassador(filter),
      isNotNull(chatroomPivots.lastActionAt),
      keyBelow(walk, page, filter.before),
      includes(filter, TypeChatroom.oneToOne),
    ),
    fits: fitsOf(filter),
  }
}

/** One-to-many rooms are as few as the tags of the ambassador, so they are all looked at. */
const crowdsOf = (filter: AmbassadorRooms, page: PageRequest, isDescending: boolean): Scan => {
  const key = sql`coalesce(${chatrooms.lastMessageAt}, ${chatrooms.insertedAt})`
  const walk = walkOf(key, isDescending)
  return {
    walk,
    table: chatroomPivots,
    from: sql`${pivotsOf(filter)} cross join ${chatrooms}`,
    range: and(
      isOfAmbassador(filter),
      isNull(chatroomPivots.lastActionAt),
      eq(chatrooms.idBrand, chatroomPivots.idBrand),
      eq(chatrooms.idChatroom, chatroomPivots.idChatroom),
      keyBelow(walk, page, filter.before),
      includes(filter, TypeChatroom.oneToMany),
      fitsOf(filter),
    ),
    fits: undefined,
  }
}

/**
 * A page of the places of an ambassador, by the last action of their rooms. SQLite merges the two walks, and sorts the second
 * alone. What fits a filter it sorts, too, so that is cut to the page before.
 */
export const pageOfAmbassador = (
  filter: AmbassadorRooms,
  page: PageRequest,
  isDescending: boolean,
): SQL => {
  const pairs = pairsOf(filter, page, isDescending)
  const crowds = crowdsOf(filter, page, isDescending)
  return sql`(
    select * from ${pageOf(pairs, page, undefined, sql`${pairs.fits && sql`limit ${endOf(page)}`}`)}
    union all
    select * from ${pageOf(crowds, page, undefined, sql.empty())}
    order by ${inOrder({ key: sql`key`, id: sql`id_chatroom`, isDescending }, page)} ${cutTo(page)}) ${chatroomPivots}`
}

/** How many rooms the whole list of an ambassador has; counts nothing for a cursor page. */
export const countOfAmbassador = (
  filter: AmbassadorRooms,
  page: PageRequest,
  isDescending: boolean,
) => countOf(page, pairsOf(filter, page, isDescending), crowdsOf(filter, page, isDescending))
