// The SQL that reads all that is held about one person, each list in pages by a key that never changes.
import { and, eq, getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { messages, ratings, waitingList } from '../db/conversation-schema.ts'
import { brandTagMembers, brandTags, chatroomPivots } from '../db/schema.ts'
import { integer, json, literal, select, statement } from '../db/statement.ts'

/** Rows of a list a page: a rating or an entry may have 20,000 characters, 60 KB. */
export const PER_PAGE = 100

/** Rooms a page. */
export const ROOMS = 200

/** Messages a page at most, and bytes of their contents: what comes behind is for the next page. */
export const MESSAGES = 1000
const MOST_BYTES = 1_000_000

const person = { idBrand: integer, idAmbassador: integer }
type Person = Readonly<Record<keyof typeof person, Placeholder>>

/** The tags that the person is under, behind the one with the id `after`. */
export const listTags = statement({ ...person, after: integer }, (values) =>
  select({ id: brandTags.idBrandTag, name: brandTags.name })
    .from(brandTags)
    .where(
      and(
        eq(brandTags.idBrand, values.idBrand),
        sql`${brandTags.idBrandTag} > ${values.after}`,
        sql`exists (
          select 1 from ${brandTagMembers} member
          where member.id_brand = ${values.idBrand} and member.id_brand_tag = ${brandTags.idBrandTag}
            and member.id_ambassador = ${values.idAmbassador})`,
      ),
    )
    .orderBy(brandTags.idBrandTag)
    .limit(literal(PER_PAGE) as never),
)

const ratingsBy = (column: SQLiteColumn, index: SQL) =>
  statement({ ...person, after: integer }, ({ idBrand, idAmbassador, after }) => {
    const { idBrand: _, ...columns } = getTableColumns(ratings)
    return select(columns)
      .from(sql`${ratings} indexed by ${index}`)
      .where(
        and(
          eq(ratings.idBrand, idBrand),
          eq(column, idAmbassador),
          sql`${ratings.idRating} > ${after}`,
        ),
      )
      .orderBy(ratings.idRating)
      .limit(literal(PER_PAGE) as never)
  })

export const listRatingsGiven = ratingsBy(ratings.idRater, sql.raw('ratings_rater'))
export const listRatingsGot = ratingsBy(ratings.idRated, sql.raw('ratings_rated'))

const entriesBy = (column: SQLiteColumn, index: SQL) =>
  statement({ ...person, after: integer }, ({ idBrand, idAmbassador, after }) =>
    select(getTableColumns(waitingList))
      .from(sql`${waitingList} indexed by ${index}`)
      .where(
        and(
          eq(waitingList.idBrand, idBrand),
          eq(column, idAmbassador),
          sql`${waitingList.idWaiting} > ${after}`,
        ),
      )
      .orderBy(waitingList.idWaiting)
      .limit(literal(PER_PAGE) as never),
  )

/** The entries in which the person waits or has waited. */
export const listEntries = entriesBy(waitingList.idUser, sql.raw('waiting_list_user'))

/** The entries that the person has taken up. */
export const listEntriesTaken = entriesBy(waitingList.idAmbassador, sql.raw('waiting_list_taker'))

const isPivotOf = ({ idBrand, idAmbassador }: Person) =>
  and(eq(chatroomPivots.idBrand, idBrand), eq(chatroomPivots.idAmbassador, idAmbassador))

const ownPivots = sql`${chatroomPivots} indexed by chatroom_pivots_list`

const { idBrand: _, ...pivotColumns } = getTableColumns(chatroomPivots)

/** Any places of the person in rooms, and one more, which tells whether these are not all. */
export const listPivots = statement(person, (values) =>
  select(pivotColumns)
    .from(ownPivots)
    .where(isPivotOf(values))
    .limit(literal(ROOMS + 1) as never),
)

/** The ids of all rooms of the person: from the index alone, and the one list that is read as a whole. */
export const listRooms = statement(person, (values) =>
  select({ idChatroom: chatroomPivots.idChatroom }).from(ownPivots).where(isPivotOf(values)),
)

const pivotsOfRooms = (values: Person, rooms: Placeholder) => sql`json_each(${rooms}) room
  cross join ${chatroomPivots} on ${chatroomPivots.idChatroom} = room.value and ${isPivotOf(values)}`

/** The places of the person in `rooms`. */
export const listPivotsOf = statement({ ...person, rooms: json }, ({ rooms, ...values }) =>
  select(pivotColumns).from(pivotsOfRooms(values, rooms)),
)

const {
  idBrand: _brand,
  requestKey: _key,
  requestHash: _hash,
  request: _request,
  ...messageColumns
} = getTableColumns(messages)

/**
 * A page of what the person has written in `rooms`, which have a `room_id` each and come by it, oldest first. `found`
 * is how many messages there were before those were left out that are too many bytes. The walk has no `order by`, since SQLite
 * would sort all that there is for each page: `cross join` and the index are its order.
 */
const messagesIn = (
  { idBrand, idAmbassador }: Person,
  rooms: SQL,
  behind: SQL,
  most: SQL | Placeholder,
) =>
  select({ ...messageColumns, found: sql<number>`page.found` })
    .from(
      sql`(
        select id_message as id, row_number() over () as place, count(*) over () as found,
          sum(bytes) over (rows between unbounded preceding and 1 preceding) as before
        from (
          select written.id_message, coalesce(octet_length(written.content), 0) as bytes
          from (${rooms})
          cross join ${messages} written indexed by messages_chatroom
            on written.id_brand = ${idBrand} and written.id_chatroom = room_id
          where written.id_ambassador = ${idAmbassador} and ${behind}
          limit ${most})
      ) page cross join ${messages} on ${messages.idBrand} = ${idBrand}
        and ${messages.idMessage} = page.id`,
    )
    .where(sql`coalesce(page.before, 0) < ${literal(MOST_BYTES)}`)
    .orderBy(sql`page.place`)

/** The first page of the rooms that `listPivots` answers in the same batch, but for its last one if it has one too many. */
export const listFirstMessages = statement(person, (values) =>
  messagesIn(
    values,
    sql`select room_id from (
        select ${chatroomPivots.idChatroom} as room_id, ${chatroomPivots.hasPosted} as has_posted
        from ${ownPivots} where ${isPivotOf(values)} limit ${literal(ROOMS)})
      where has_posted = 1 order by room_id limit ${literal(ROOMS)}`,
    sql`true`,
    literal(MESSAGES),
  ),
)

/** The page of `rooms`, which come by id, behind a message of the first one, out of the next `most`. */
export const listMessagesOf = statement(
  { ...person, rooms: json, room: integer, date: integer, message: integer, most: integer },
  ({ rooms, room, date, message, most, ...values }) =>
    messagesIn(
      values,
      sql`select room.value as room_id from ${pivotsOfRooms(values, rooms)}
        where ${chatroomPivots.hasPosted} = 1`,
      sql`(written.date_insert, written.id_message) >
        (case when room_id = ${room} then ${date} else -1e300 end, ${message})`,
      most,
    ),
)
