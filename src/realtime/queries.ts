// The SQL of a hub beside that of the log: who may listen, who hears whom, who is there.
import { and, eq, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { isUsable } from '../domain/access/queries.ts'
import { TypeChatroom } from '../contract/codes.ts'
import { ambassadors, chatroomPivots, chatrooms } from '../db/schema.ts'
import {
  aliased,
  build,
  integer,
  json,
  literal,
  select,
  statement,
  valuesOf,
} from '../db/statement.ts'
import { SMALL_ROOM } from '../domain/events/audience.ts'

/** More than have been seen recently are asked for one by one. */
const MOST_RECENT = 10_000

/** Pairs that are read at once. When it is so many, there may be more. */
export const MOST_PAIRS = 20_000

const asked = (ids: Placeholder) => sql`json_each(${ids}) asked`

const isAsked = (idBrand: Placeholder) =>
  and(eq(ambassadors.idBrand, idBrand), sql`${ambassadors.idAmbassador} = asked.value`, isUsable)

const standing = {
  idAmbassador: ambassadors.idAmbassador,
  status: ambassadors.status,
  lastAction: ambassadors.lastActionOrder,
}

/** Those of a JSON list of ids who may listen. */
export const listUsable = statement({ idBrand: integer, ids: json }, ({ idBrand, ids }) =>
  select(standing).from(asked(ids)).crossJoin(ambassadors).where(isAsked(idBrand)),
)

/** Those who may listen and were there since `since`, newest first. */
export const listRecent = statement({ idBrand: integer, since: integer }, ({ idBrand, since }) =>
  select(standing)
    .from(sql`${ambassadors} indexed by ambassadors_last_action`)
    .where(
      and(
        eq(ambassadors.idBrand, idBrand),
        sql`${ambassadors.lastActionOrder} >= ${since}`,
        isUsable,
      ),
    )
    .orderBy(sql`${ambassadors.lastActionOrder} desc`)
    .limit(literal(MOST_RECENT) as never),
)

/** The members of the rooms of a JSON list of ids, each with what it has purged. */
export const listMembers = statement({ idBrand: integer, ids: json }, ({ idBrand, ids }) =>
  select({
    idChatroom: chatroomPivots.idChatroom,
    idAmbassador: chatroomPivots.idAmbassador,
    purgedMessage: chatroomPivots.purgedMessage,
  })
    .from(asked(ids))
    .crossJoin(chatroomPivots)
    .where(
      and(eq(chatroomPivots.idBrand, idBrand), sql`${chatroomPivots.idChatroom} = asked.value`),
    ),
)

const isSmall = sql`${chatrooms.memberCount} <= ${literal(SMALL_ROOM)}`

/** Who shares which room with whom, of a JSON list of ids. */
const pairsOf = (idBrand: Placeholder, ids: Placeholder, isRoom: SQL) =>
  select({
    idAmbassador: sql<number>`asked.value`,
    idChatroom: sql<number>`peer.id_chatroom`,
    idPeer: sql<number>`peer.id_ambassador`,
    isBlocked: chatroomPivots.isBlocked,
  })
    .from(
      sql`${asked(ids)} cross join ${chatroomPivots} indexed by chatroom_pivots_list
        cross join ${chatrooms} cross join ${chatroomPivots} peer`,
    )
    .where(
      sql`${chatroomPivots.idBrand} = ${idBrand} and ${chatroomPivots.idAmbassador} = asked.value
        and ${chatrooms.idBrand} = ${idBrand} and ${chatrooms.idChatroom} = ${chatroomPivots.idChatroom}
        and ${isRoom} and peer.id_brand = ${idBrand} and peer.id_chatroom = ${chatroomPivots.idChatroom}
        and peer.id_ambassador <> asked.value`,
    )

/** Who has a one-to-one room with one of a JSON list of ids. */
export const listPeers = statement({ idBrand: integer, ids: json }, ({ idBrand, ids }) =>
  pairsOf(idBrand, ids, eq(chatrooms.typeChatroom, literal(TypeChatroom.oneToOne))),
)

/** Who is in a small room with one of a JSON list of ids. */
export const listCompany = statement({ idBrand: integer, ids: json }, ({ idBrand, ids }) =>
  pairsOf(idBrand, ids, isSmall).limit(literal(MOST_PAIRS) as never),
)

/** Marks those of a JSON list of ids as present; answers who may listen. */
export const markPresent = statement(
  { idBrand: integer, ids: json, now: integer },
  ({ idBrand, ids, now }) =>
    build
      .update(ambassadors)
      .set({ lastActionAt: sql`max(${now}, coalesce(${ambassadors.lastActionAt}, 0))` })
      .where(
        and(
          eq(ambassadors.idBrand, idBrand),
          sql`${ambassadors.idAmbassador} in ${valuesOf(ids)}`,
          isUsable,
        ),
      )
      .returning(aliased({ idAmbassador: ambassadors.idAmbassador })),
)
