// Whom somebody shares small rooms with is learnt of everybody who comes, however many come at once.
import { env } from 'cloudflare:workers'
import { afterEach, expect, it } from 'vitest'
import { crowd } from '../support/factories.ts'
import { closeHubs, listenFrom, until } from '../support/socket.ts'
import { signSelfToken } from '../support/tokens.ts'

const PEOPLE = 100
const ROOMS = 10

afterEach(closeHubs)

const numbers = (count: number) =>
  `with recursive n(id) as (select 1 union all select id + 1 from n where id < ${count})`

it('tells everybody who writes, however many come at once and share however many rooms', async () => {
  await crowd(PEOPLE, 1)
  await env.DB.batch(
    [
      `insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert, member_count)
       ${numbers(ROOMS)} select 3, id, 'tag:' || id, 7, 0, 0, 0, ${PEOPLE} from n`,
      `insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador)
       ${numbers(ROOMS * PEOPLE)} select 3, 1 + (id - 1) / ${PEOPLE}, 1001 + (id - 1) % ${PEOPLE} from n`,
    ].map((sql) => env.DB.prepare(sql)),
  )
  // 99,000 pairs of one and another in a room.
  const ids = Array.from({ length: PEOPLE }, (_, index) => 1001 + index)
  const tokens = await Promise.all(ids.map((id) => signSelfToken(id)))
  const listeners = await Promise.all(tokens.map((token) => listenFrom({ token })))
  for (const { say } of listeners) say({ type: 'typing', id_chatroom: ROOMS })
  for (const [index, { frames }] of listeners.entries()) {
    const heard = () =>
      new Set(frames.filter(({ type }) => type === 'typing').map((frame) => frame['id_ambassador']))
    await until(() => heard().size >= PEOPLE - 1)
    expect(heard()).toStrictEqual(new Set(ids.filter((id) => id !== ids[index])))
  }
}, 60_000)
