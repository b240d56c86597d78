// The SQL that opens rooms. Conditions live in the statements, so that they hold under any concurrency.
import { and, eq, gte, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { ambassadors, brandTagMembers, brandTags, chatroomPivots, chatrooms } from '../db/schema.ts'
import { build, named, statement } from '../db/statement.ts'
import { roomOf } from './queries.ts'

/** A one-to-many room lists all of its members, so their number has an end. */
export const MOST_MEMBERS = 10_000

/** The largest `status` of a member; above it are the external ambassadors. */
const LAST_MEMBER_STATUS = 6

const literal = (value: number) => sql.raw(String(value))

/** Whom a room may be opened with. */
const isUsable = and(gte(ambassadors.active, literal(0)), eq(ambassadors.isAnonymized, literal(0)))

/** The discussion of the joined ambassadors: 0 all members, 1 all external, 2 both. */
const typeDiscussion = sql<number>`case
  when max(${ambassadors.status}) <= ${literal(LAST_MEMBER_STATUS)} then 0
  when min(${ambassadors.status}) > ${literal(LAST_MEMBER_STATUS)} then 1
  else 2 end`

/** The usable ones of a JSON list of ids. `cross join` keeps the list outside: each id is one look-up by key. */
const askedAmbassadors = (idBrand: Placeholder, ids: Placeholder) =>
  sql`json_each(${ids}) asked cross join ${ambassadors}
    on ${ambassadors.idBrand} = ${idBrand} and ${ambassadors.idAmbassador} = asked.value and ${isUsable}`

/** The usable ones under a tag. */
const taggedAmbassadors = (idBrand: Placeholder, idBrandTag: Placeholder) =>
  sql`${brandTagMembers} cross join ${ambassadors}
    on ${brandTagMembers.idBrand} = ${idBrand} and ${brandTagMembers.idBrandTag} = ${idBrandTag}
    and ${ambassadors.idBrand} = ${brandTagMembers.idBrand}
    and ${ambassadors.idAmbassador} = ${brandTagMembers.idAmbassador} and ${isUsable}`

/** Everybody who is in the tag's room or would be after the ambassadors of the tag have joined it. */
const membersAfterJoining = (idBrand: Placeholder, idBrandTag: Placeholder, roomKey: Placeholder) =>
  sql`select count(*) from (
    select ${ambassadors.idAmbassador} from ${taggedAmbassadors(idBrand, idBrandTag)}
    union
    select ${chatroomPivots.idAmbassador} from ${chatroomPivots}
    where ${chatroomPivots.idBrand} = ${idBrand}
      and ${chatroomPivots.idChatroom} = ${roomOf(idBrand, roomKey)})`

/** Inserts the room that `ambassadorsFrom` describes, if they are as many as `size` asks and it does not exist yet. */
const insertRoom = (
  values: Record<'idBrand' | 'roomKey' | 'source' | 'now', Placeholder>,
  typeChatroom: number,
  ambassadorsFrom: SQL,
  size: SQL,
) =>
  build
    .insert(chatrooms)
    .select(
      sql`select ${values.idBrand}, (
          select coalesce(max(${chatrooms.idChatroom}), 0) + 1 from ${chatrooms}
          where ${chatrooms.idBrand} = ${values.idBrand}
        ), ${values.roomKey}, ${literal(typeChatroom)}, ${typeDiscussion}, ${values.source}, ${values.now}, null, null
        from ${ambassadorsFrom} where true having count(*) ${size}`,
    )
    .onConflictDoNothing()
    .returning(named({ idChatroom: chatrooms.idChatroom }))

/** Which of the asked ambassadors a room may be opened with. */
export const findUsableAmbassadors = statement(['idBrand', 'ids'], ({ idBrand, ids }) =>
  build
    .select(named({ idAmbassador: ambassadors.idAmbassador }))
    .from(askedAmbassadors(idBrand, ids)),
)

/** Answers a row if the room is new. */
export const insertPairRoom = statement(
  ['idBrand', 'roomKey', 'source', 'now', 'ids'],
  ({ ids, ...values }) => insertRoom(values, 0, askedAmbassadors(values.idBrand, ids), sql`= 2`),
)

/** Puts both into their room; nothing if there is no such room, or if they are in it. */
export const insertPairPivots = statement(
  ['idBrand', 'roomKey', 'ids'],
  ({ idBrand, roomKey, ids }) =>
    build
      .insert(chatroomPivots)
      .select(
        sql`select ${idBrand}, ${chatrooms.idChatroom}, asked.value, null, 0, 0
          from ${chatrooms} cross join json_each(${ids}) asked
          where ${chatrooms.idBrand} = ${idBrand} and ${chatrooms.roomKey} = ${roomKey}`,
      )
      .onConflictDoNothing(),
)

/** The tag with the numbers that decide whether it may have a room; no row if the brand has no such tag. */
export const findTag = statement(
  ['idBrand', 'idBrandTag', 'roomKey'],
  ({ idBrand, idBrandTag, roomKey }) =>
    build
      .select({
        usable: sql<number>`(select count(*) from ${taggedAmbassadors(idBrand, idBrandTag)})`.as(
          'usable',
        ),
        members: sql<number>`(${membersAfterJoining(idBrand, idBrandTag, roomKey)})`.as('members'),
      })
      .from(brandTags)
      .where(and(eq(brandTags.idBrand, idBrand), eq(brandTags.idBrandTag, idBrandTag))),
)

/** Answers a row if the room is new. */
export const insertTagRoom = statement(
  ['idBrand', 'roomKey', 'source', 'now', 'idBrandTag'],
  ({ idBrandTag, ...values }) =>
    insertRoom(
      values,
      7,
      taggedAmbassadors(values.idBrand, idBrandTag),
      sql`between 1 and ${literal(MOST_MEMBERS)}`,
    ),
)

/** Lets those who are under the tag and not yet in its room join it, unless that makes too many. */
export const insertTagPivots = statement(
  ['idBrand', 'idBrandTag', 'roomKey'],
  ({ idBrand, idBrandTag, roomKey }) =>
    build
      .insert(chatroomPivots)
      .select(
        sql`select ${idBrand}, room.id, ${ambassadors.idAmbassador}, null, 0, 0
          from (select ${roomOf(idBrand, roomKey)} as id) room
          cross join ${taggedAmbassadors(idBrand, idBrandTag)}
          where room.id is not null
            and (${membersAfterJoining(idBrand, idBrandTag, roomKey)}) <= ${literal(MOST_MEMBERS)}`,
      )
      .onConflictDoNothing(),
)

/** Works `type_discussion` out again after ambassadors have joined; writes only if it has changed. */
export const updateTypeDiscussion = statement(['idBrand', 'roomKey'], ({ idBrand, roomKey }) => {
  const discussion = build
    .select({ type: typeDiscussion.as('type') })
    .from(chatroomPivots)
    .crossJoin(ambassadors)
    .where(
      and(
        eq(chatroomPivots.idBrand, idBrand),
        eq(chatroomPivots.idChatroom, roomOf(idBrand, roomKey)),
        eq(ambassadors.idBrand, chatroomPivots.idBrand),
        eq(ambassadors.idAmbassador, chatroomPivots.idAmbassador),
      ),
    )
    .as('discussion')
  return build
    .update(chatrooms)
    .set({ typeDiscussion: sql`${discussion.type}` })
    .from(discussion)
    .where(
      and(
        eq(chatrooms.idBrand, idBrand),
        eq(chatrooms.roomKey, roomKey),
        sql`${chatrooms.typeDiscussion} <> ${discussion.type}`,
      ),
    )
})
