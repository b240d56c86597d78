// Two brands of the same people, who share rooms of every kind.
import { env } from 'cloudflare:workers'
import { emptyDatabase } from './empty-database.ts'
import { ambassadors, brandTag } from './factories.ts'
import { hubOf } from './hubs.ts'
import { closeHubs } from './socket.ts'
import { signToken } from './tokens.ts'
import { create, post } from './worker.ts'

export const BRANDS = [3, 4] as const

/** Members, and a client. */
export const MEMBERS = [1, 2, 3] as const
export const CLIENT = 4
export const PEOPLE = [...MEMBERS, CLIENT] as const

/** The rooms 1 to 4, the last two of tags, room 4 with a crowd besides. Other pairs are opened on the way. */
export const ROOMS: readonly (readonly number[])[] = [[1, 2], [2, 3], MEMBERS, MEMBERS]
export const TAG_ROOM = 3
const LARGE_ROOM = 4
const CROWD = 100

export const tokenOf = (brand: number) =>
  signToken({ brands: [brand], scope: 'chat:brand manager' })

/** Brand 3 has two hubs. */
export const HUBS = '3=2'

export const hubsOf = (brand: number) => (brand === 3 ? [hubOf(3), hubOf(3, 1)] : [hubOf(brand)])

/** The tag 2, of more people than are told who has read what. */
const gather = async (brand: number): Promise<void> => {
  await brandTag(2, [...MEMBERS], brand)
  const numbers = `with recursive n(id) as (select 1001 union all select id + 1 from n where id < ${1000 + CROWD})`
  await env.DB.batch([
    env.DB.prepare(
      `insert into ambassadors (id_brand, id_ambassador, active, status) ${numbers} select ${brand}, id, 1, 7 from n`,
    ),
    env.DB.prepare(
      `insert into brand_tag_members (id_brand, id_brand_tag, id_ambassador) ${numbers} select ${brand}, 2, id from n`,
    ),
  ])
}

/** Both brands as they are before anything happens. */
export const arrange = async (): Promise<void> => {
  await closeHubs()
  await emptyDatabase(env.DB)
  for (const brand of BRANDS) {
    const options = { token: await tokenOf(brand), brand }
    await ambassadors([...MEMBERS], { idBrand: brand })
    await ambassadors([CLIENT], { idBrand: brand, status: 7 })
    await brandTag(1, [...MEMBERS], brand)
    await gather(brand)
    for (const [index, members] of ROOMS.entries()) {
      const tag = 2 + index - ROOMS.length + 1
      const who = members.length === 2 ? { ids_ambassadors: members } : { id_brand_tag: tag }
      await create({ ...who, source: 0 }, options)
    }
    for (const room of [LARGE_ROOM, TAG_ROOM]) {
      await post(room, { id_ambassador: 1, type_message: 0, content: `in ${brand}` }, options)
    }
  }
}
