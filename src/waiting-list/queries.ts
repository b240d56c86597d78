// The SQL that reads and extends the waiting list.
import { and, desc, eq, getTableColumns, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { isExternal, isUsableExternal, memberOf } from '../domain/access/queries.ts'
import { keyedIn, KEYS } from '../domain/access/key-queries.ts'
import { mayName } from '../domain/chat-topics/queries.ts'
import { waitingList } from '../db/conversation-schema.ts'
import { MOST_SCANNED } from '../db/keyset.ts'
import { ambassadors } from '../db/schema.ts'
import {
  aliased,
  boolean,
  bound,
  insertFrom,
  integer,
  isOneOf,
  literal,
  nextId,
  nullable,
  select,
  statement,
  text,
} from '../db/statement.ts'
import { appendIfWritten } from '../domain/events/append-queries.ts'

/** The answer is a bare array, so it has an end. */
const MOST_ENTRIES = 1000

/** Open entries that a user can make for itself: enough for its questions, too few to push others out of the list. */
export const MOST_OWN = 20

/** What the list is narrowed to. */
export interface WaitingFilter {
  readonly idBrand: number
  readonly idsUsers: readonly number[] | null
  readonly idsTopics: readonly number[] | null
  /** Null: not handled. Milliseconds: handled then or later. Undefined: either. */
  readonly handledSince: number | null | undefined
}

const isHandledSince = (since: number | null | undefined): SQL => {
  if (since === undefined) return sql`true`
  return since === null
    ? sql`${waitingList.handledAt} is null`
    : sql`${waitingList.handledAt} >= ${since}`
}

const isListed = ({ idsUsers, idsTopics, handledSince }: WaitingFilter) =>
  and(
    sql`${waitingList.deletedAt} is null`,
    isOneOf(waitingList.idUser, idsUsers),
    isOneOf(waitingList.idChatTopic, idsTopics),
    isHandledSince(handledSince),
  )

/**
 * What is walked by id: the entries of one user, the open ones, those of one topic, or all. Named, because the planner takes a
 * brand for a handful of rows and would read all of them by primary key.
 */
const walkOf = ({ idsUsers, idsTopics, handledSince }: WaitingFilter) => {
  if (idsUsers?.length === 1) {
    return { index: 'waiting_list_user', range: sql`${waitingList.idUser} = ${idsUsers[0]}` }
  }
  if (handledSince === null) {
    return { index: 'waiting_list_open', range: isHandledSince(null) }
  }
  return idsTopics?.length === 1
    ? { index: 'waiting_list_topic', range: sql`${waitingList.idChatTopic} = ${idsTopics[0]}` }
    : null
}

const list = (filter: WaitingFilter, gate = sql.empty(), isVisible?: SQL) => {
  const { index, range } = walkOf(filter) ?? {}
  const from = sql`${waitingList}${index && sql.raw(` indexed by ${index}`)}`
  return bound(
    select(getTableColumns(waitingList))
      .from(
        sql`(
          select ${waitingList}.* from ${gate} ${from}
          where ${and(eq(waitingList.idBrand, filter.idBrand), range, isVisible)}
          order by ${desc(waitingList.idWaiting)} limit ${literal(MOST_SCANNED)}) ${waitingList}`,
      )
      .where(isListed(filter))
      .limit(MOST_ENTRIES),
  )
}

/** The newest entries of the brand, newest first. */
export const listEntries = (filter: WaitingFilter) => list(filter)

/** The same for an available member of the brand. For anybody else it is empty, and no entry is read. */
export const listEntriesForMember = (filter: WaitingFilter, idAmbassador: number) =>
  list(filter, sql`(${memberOf(filter.idBrand, idAmbassador)}) cross join`)

/** The same of one user alone. */
export const listEntriesOfUser = (filter: WaitingFilter, idUser: number) =>
  list({ ...filter, idsUsers: [idUser] }, undefined, isOneOf(sql.param(idUser), filter.idsUsers))

/** An available external ambassador of the brand; no row for anybody else. */
export const findExternal = statement(
  { idBrand: integer, idUser: integer },
  ({ idBrand, idUser }) =>
    select({ idAmbassador: ambassadors.idAmbassador })
      .from(ambassadors)
      .where(
        and(
          eq(ambassadors.idBrand, idBrand),
          eq(ambassadors.idAmbassador, idUser),
          isUsableExternal,
        ),
      ),
)

const isOpenOf = ({ idBrand, idUser }: Record<'idBrand' | 'idUser', Placeholder>) =>
  and(
    eq(waitingList.idBrand, idBrand),
    eq(waitingList.idUser, idUser),
    sql`${waitingList.handledAt} is null and ${waitingList.deletedAt} is null`,
  )

/** Named, because the planner would rather walk all entries that the user has ever had. */
const openEntries = sql`${waitingList} indexed by waiting_list_open_user`

/**
 * Inserts an entry if the user is an available external ambassador, has no open one of the topic, which may be named, the key is
 * new, and the user has not too many of its own making, where `isOwn`; answers a row if so.
 */
export const insertEntry = statement(
  {
    idBrand: integer,
    idUser: integer,
    idChatTopic: nullable(integer),
    content: nullable(text),
    source: nullable(integer),
    isOwn: boolean,
    now: integer,
    ...KEYS,
  },
  ({ isOwn, now, ...values }) =>
    insertFrom(
      waitingList,
      {
        ...values,
        idWaiting: nextId(waitingList.idWaiting, values.idBrand),
        insertedAt: now,
        updatedAt: now,
      },
      sql`where ${isExternal(values.idBrand, values.idUser)}
        and ${mayName(values.idBrand, values.idChatTopic)} and (not ${isOwn} or (
        select count(*) from ${openEntries} where ${isOpenOf(values)}) < ${literal(MOST_OWN)})`,
    )
      .onConflictDoNothing()
      .returning(aliased({ idWaiting: waitingList.idWaiting })),
)

/** Appends to the log that an entry was made, if the statement before has. */
export const appendCreated = statement(
  { idBrand: integer, idUser: integer, now: integer },
  ({ idBrand, idUser, now }) =>
    appendIfWritten(
      'waiting.created',
      idBrand,
      {
        idAmbassador: idUser,
        idWaiting: sql`(
          select max(${waitingList.idWaiting}) from ${waitingList}
          where ${waitingList.idBrand} = ${idBrand})`,
      },
      now,
    ),
)

/** The open entry of a user and a topic. */
export const findOpen = statement(
  { idBrand: integer, idUser: integer, idChatTopic: nullable(integer) },
  ({ idChatTopic, ...user }) =>
    select(getTableColumns(waitingList))
      .from(openEntries)
      .where(
        and(
          isOpenOf(user),
          sql`coalesce(${waitingList.idChatTopic}, 0) = coalesce(${idChatTopic}, 0)`,
        ),
      ),
)

/** The entry that came with an idempotency key. */
export const findByRequestKey = keyedIn(waitingList, getTableColumns(waitingList))
