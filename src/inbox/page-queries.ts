// Which rooms a page of a list holds. Each list walks indexes in order and stops at the end of the page.
import { and, eq, inArray, isNotNull, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { TypeChatroom } from '../contract/codes.ts'
import { type Walk, afterCursor, cutTo, endOf, inOrder, isCounted, keyBelow } from '../db/keyset.ts'
import { ratings } from '../db/conversation-schema.ts'
import { chatroomPivots, chatrooms } from '../db/schema.ts'
import { bound, select } from '../db/statement.ts'
import type { PageRequest } from '../contract/lists/schema.ts'
import { hasUnread } from './unread-queries.ts'
import { roomsOf } from '../domain/chatrooms/list-queries.ts'

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

const isOfAmbassador = (filter: AmbassadorRooms) =>
  and(
    eq(chatroomPivots.idBrand, filter.idBrand),
    eq(chatroomPivots.idAmbassador, filter.idAmbassador),
    eq(chatroomPivots.isArchived, filter.isArchived),
    filter.flags === null ? undefined : inArray(chatroomPivots.flag, [...filter.flags]),
    isOrNot(hasUnread, filter.isUnread),
    isOrNot(hasComment, filter.isCommented),
  )

const includes = (filter: AmbassadorRooms, type: number) =>
  filter.types === null || filter.types.includes(type) ? undefined : sql`false`

/** Named where messages or ratings are looked at: the planner would read all pivots of the brand by primary key. */
const pivotsOf = ({ isUnread, isCommented }: AmbassadorRooms) =>
  isUnread === null && isCommented === null
    ? sql`${chatroomPivots}`
    : sql`${chatroomPivots} indexed by chatroom_pivots_list`

const walkOf = (key: SQLWrapper, isDescending: boolean): Walk => ({
  key,
  id: chatroomPivots.idChatroom,
  isDescending,
})

/** One-to-one rooms carry their last action in the pivot, so that the index has their order. */
const pairsOf = (filter: AmbassadorRooms, page: PageRequest, isDescending: boolean) => {
  const walk = walkOf(chatroomPivots.lastActionAt, isDescending)
  return {
    walk,
    from: pivotsOf(filter),
    where: and(
      isOfAmbassador(filter),
      isNotNull(chatroomPivots.lastActionAt),
      keyBelow(walk, page, filter.before),
      includes(filter, TypeChatroom.oneToOne),
    ),
  }
}

/** One-to-many rooms are as few as the tags of the ambassador, so they are all looked at. */
const crowdsOf = (filter: AmbassadorRooms, page: PageRequest, isDescending: boolean) => {
  const key = sql`coalesce(${chatrooms.lastMessageAt}, ${chatrooms.insertedAt})`
  const walk = walkOf(key, isDescending)
  return {
    walk,
    from: sql`${pivotsOf(filter)} cross join ${chatrooms}`,
    where: and(
      isOfAmbassador(filter),
      isNull(chatroomPivots.lastActionAt),
      eq(chatrooms.idBrand, chatroomPivots.idBrand),
      eq(chatrooms.idChatroom, chatroomPivots.idChatroom),
      keyBelow(walk, page, filter.before),
      includes(filter, TypeChatroom.oneToMany),
    ),
  }
}

/** A page of the rooms of an ambassador, by last action. */
export const pageOfAmbassador = (
  filter: AmbassadorRooms,
  page: PageRequest,
  isDescending: boolean,
): SQL => {
  const walk: Walk = { key: sql`key`, id: sql`id`, isDescending }
  const pairs = pairsOf(filter, page, isDescending)
  const crowds = crowdsOf(filter, page, isDescending)
  return roomsOf(
    filter.idBrand,
    sql`
      select id, key from (
        select * from (
          select ${chatroomPivots.idChatroom} as id, ${pairs.walk.key} as key from ${pairs.from}
          where ${and(pairs.where, afterCursor(pairs.walk, page))}
          order by ${inOrder(pairs.walk, page)} limit ${endOf(page)})
        union all
        select ${chatroomPivots.idChatroom} as id, ${crowds.walk.key} as key from ${crowds.from}
        where ${and(crowds.where, afterCursor(crowds.walk, page))})
      order by ${inOrder(walk, page)} ${cutTo(page)}`,
  )
}

/** How many rooms the whole list of an ambassador has; counts nothing for a cursor page. */
export const countOfAmbassador = (filter: AmbassadorRooms, page: PageRequest) => {
  const pairs = pairsOf(filter, page, true)
  const crowds = crowdsOf(filter, page, true)
  return bound(
    select({
      total: sql<number>`
          (select count(*) from ${pairs.from} where ${isCounted(page)} and ${pairs.where}) +
          (select count(*) from ${crowds.from} where ${isCounted(page)} and ${crowds.where})`,
    }).from(sql`(select 1)`),
  )
}
