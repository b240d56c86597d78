// What is often written: the same routes with Drizzle, one query after another. No token, no validation, no framework.
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { drizzle, type DrizzleD1Database } from 'drizzle-orm/d1'
import { ambassadors, chatroomPivots, chatrooms } from '../../src/db/schema.ts'

type Database = DrizzleD1Database

const roomWithMembers = async (database: Database, idBrand: number, idChatroom: number) => {
  const [room] = await database
    .select()
    .from(chatrooms)
    .where(and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.idChatroom, idChatroom)))
  const members = await database
    .select()
    .from(chatroomPivots)
    .innerJoin(
      ambassadors,
      and(
        eq(ambassadors.idBrand, chatroomPivots.idBrand),
        eq(ambassadors.idAmbassador, chatroomPivots.idAmbassador),
      ),
    )
    .where(and(eq(chatroomPivots.idBrand, idBrand), eq(chatroomPivots.idChatroom, idChatroom)))
    .orderBy(asc(chatroomPivots.idAmbassador))
  return { room, members }
}

const create = async (database: Database, idBrand: number, request: Request) => {
  const { ids_ambassadors: ids, source } = await request.json<{
    ids_ambassadors: [number, number]
    source: number
  }>()
  const found = await database
    .select()
    .from(ambassadors)
    .where(and(eq(ambassadors.idBrand, idBrand), inArray(ambassadors.idAmbassador, ids)))
  if (found.length < 2) return Response.json({ message: 'unknown ambassador' }, { status: 422 })
  const roomKey = `pair:${Math.min(...ids)}:${Math.max(...ids)}`
  const [known] = await database
    .select()
    .from(chatrooms)
    .where(and(eq(chatrooms.idBrand, idBrand), eq(chatrooms.roomKey, roomKey)))
  if (known !== undefined) {
    return Response.json(await roomWithMembers(database, idBrand, known.idChatroom))
  }
  const [room] = await database
    .insert(chatrooms)
    .values({
      idBrand,
      idChatroom: sql`(select coalesce(max(id_chatroom), 0) + 1 from chatrooms where id_brand = ${idBrand})`,
      roomKey,
      typeChatroom: 0,
      typeDiscussion: 0,
      source,
      insertedAt: Date.now(),
    })
    .returning()
  if (room === undefined) return Response.json({ message: 'not written' }, { status: 500 })
  const { idChatroom, insertedAt } = room
  await database
    .insert(chatroomPivots)
    .values(
      ids.map((idAmbassador) => ({ idBrand, idChatroom, idAmbassador, lastActionAt: insertedAt })),
    )
  return Response.json(await roomWithMembers(database, idBrand, idChatroom), { status: 201 })
}

export default {
  async fetch(request, { DB }) {
    const database = drizzle(DB)
    const [, , , , , id] = new URL(request.url).pathname.split('/')
    const idBrand = Number(request.headers.get('X-Popsell-Brand'))
    if (id === undefined) return create(database, idBrand, request)
    return Response.json(await roomWithMembers(database, idBrand, Number(id)))
  },
} satisfies ExportedHandler<Env>
