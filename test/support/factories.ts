// Rows to start a test from. Each factory makes what it is asked for and nothing else.
import { env } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import { searchTextOf } from '../../src/domain/ambassadors/search.ts'
import * as schema from '../../src/db/schema.ts'

/** The real local D1, for arranging and for looking behind the Worker. */
export const database = drizzle(env.DB)

type NewAmbassador = typeof schema.ambassadors.$inferInsert

const insertBrand = (idBrand: number) =>
  database.insert(schema.brands).values({ idBrand, insertedAt: 0 }).onConflictDoNothing()

/** Ambassadors with ids `ids`: active members of brand 3 unless `columns` says otherwise. */
export const ambassadors = async (
  ids: readonly number[],
  columns: Partial<NewAmbassador> = {},
): Promise<void> => {
  const idBrand = columns.idBrand ?? 3
  const inserts = ids.map((idAmbassador) => {
    const row = {
      idBrand,
      idAmbassador,
      image: `https://images.example.com/${idAmbassador}.jpg`,
      firstname: `First ${idAmbassador}`,
      lastname: `Last ${idAmbassador}`,
      username: `user.${idAmbassador}`,
      email: `user.${idAmbassador}@example.com`,
      active: 1,
      status: 3,
      customerId: `C-${idAmbassador}`,
      ...columns,
    }
    const searchText = searchTextOf(row)
    return database.insert(schema.ambassadors).values({ searchText, ...row })
  })
  await database.batch([insertBrand(idBrand), ...inserts])
}

/** A brand tag of brand 3, or of `idBrand`, over ambassadors that are there already. */
export const brandTag = async (
  idBrandTag: number,
  members: readonly number[],
  idBrand = 3,
): Promise<void> => {
  const tag = { idBrand, idBrandTag, name: `Tag ${idBrandTag}` }
  await database.batch([
    insertBrand(idBrand),
    database.insert(schema.brandTags).values(tag).onConflictDoNothing(),
    ...members.map((idAmbassador) =>
      database.insert(schema.brandTagMembers).values({ idBrand, idBrandTag, idAmbassador }),
    ),
  ])
}

/** `count` ambassadors of brand 3 with ids from 1001 under tag `idBrandTag`, in two statements. */
export const crowd = async (count: number, idBrandTag: number): Promise<void> => {
  await brandTag(idBrandTag, [])
  const numbers = `with recursive n(id) as (select 1001 union all select id + 1 from n where id < ${1000 + count})`
  await env.DB.batch([
    env.DB.prepare(
      `insert into ambassadors (id_brand, id_ambassador, active, status) ${numbers} select 3, id, 1, 3 from n`,
    ),
    env.DB.prepare(
      `insert into brand_tag_members (id_brand, id_brand_tag, id_ambassador) ${numbers} select 3, ${idBrandTag}, id from n`,
    ),
  ])
}

/** The number of rows of each table of rooms. */
export const countRooms = async () => ({
  chatrooms: await database.$count(schema.chatrooms),
  pivots: await database.$count(schema.chatroomPivots),
})

/** As if nothing had happened so far, for tests that count events. */
export const forgetEvents = async (): Promise<void> => {
  await env.DB.prepare('delete from events').run()
}
