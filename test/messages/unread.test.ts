// Unread messages are exactly what the contract defines, after anything that can happen.
import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import { ambassadors, brandTag, crowd } from '../support/factories.ts'
import { metered } from '../support/metered.ts'
import { CHATROOMS, create, listRooms, post, send } from '../support/worker.ts'

const MEMBERS = [1, 2, 3]

interface Said {
  id: number
  author: number
  isActive: boolean
}

/** The definition, computed naively: messages of others, active, behind what was read and what was purged. */
class Model {
  readonly messages: Said[] = []
  readonly lastRead = new Map<number, number>()
  readonly purged = new Map<number, number>()

  unread(member: number): number {
    const mark = Math.max(this.lastRead.get(member) ?? 0, this.purged.get(member) ?? 0)
    return this.messages.filter(
      ({ id, author, isActive }) => isActive && author !== member && id > mark,
    ).length
  }

  newestSeen(member: number): Said | undefined {
    const purged = this.purged.get(member) ?? 0
    return this.messages.findLast(({ id, isActive }) => isActive && id > purged)
  }
}

type Step =
  | { kind: 'post' | 'read' | 'purge'; member: number }
  | { kind: 'setActive'; message: number; isActive: boolean }

const member = fc.constantFrom(...MEMBERS)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('post' as const), member }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('read' as const, 'purge' as const), member }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('setActive' as const),
      message: fc.nat(9),
      isActive: fc.boolean(),
    }),
  },
)

const take = async (model: Model, room: number, taken: Step): Promise<void> => {
  if (taken.kind === 'setActive') {
    const message = model.messages[taken.message]
    if (message === undefined) return
    message.isActive = taken.isActive
    await send('PATCH', `/api/v2/chat/messages/${message.id}`, { body: { active: taken.isActive } })
  } else if (taken.kind === 'post') {
    const { body } = await post(room, {
      id_ambassador: taken.member,
      type_message: 0,
      content: 'x',
    })
    model.messages.push({ id: body.id_message, author: taken.member, isActive: true })
  } else if (taken.kind === 'purge') {
    await send('PATCH', `${CHATROOMS}/${room}/purge`, { body: { id_ambassador: taken.member } })
    const newest = model.messages.at(-1)
    if (newest) model.purged.set(taken.member, newest.id)
  } else {
    const { body } = await send('POST', `${CHATROOMS}/${room}/ambassadors/${taken.member}/read`)
    const seen = model.newestSeen(taken.member)
    expect(body?.id_message).toBe(seen?.id)
    if (seen)
      model.lastRead.set(taken.member, Math.max(seen.id, model.lastRead.get(taken.member) ?? 0))
  }
}

beforeEach(() => ambassadors(MEMBERS))

it('equals the definition after any sequence of post, delete, restore, read and purge', async () => {
  let room = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      room += 1
      await brandTag(room, MEMBERS)
      await create({ id_brand_tag: room, source: 0 })
      const model = new Model()
      for (const taken of steps) {
        await take(model, room, taken)
        const who = 'member' in taken ? taken.member : 1
        const { body } = await listRooms(who, '?per_page=100')
        const listed = body.data.find((one: { id_chatroom: number }) => one.id_chatroom === room)
        expect(listed.unread_messages).toBe(model.unread(who))
      }
      for (const one of MEMBERS) {
        const { body } = await listRooms(one, '?per_page=100&filter[unread]=true')
        const isListed = body.data.some((row: { id_chatroom: number }) => row.id_chatroom === room)
        expect(isListed).toBe(model.unread(one) > 0)
      }
    }),
    { numRuns: 40 },
  )
}, 60_000)

it('is exact, and read from an index, in a room of 10,000 members with 100,000 messages', async () => {
  await crowd(10_000, 9)
  await create({ id_brand_tag: 9, source: 0 })
  await env.DB.prepare(
    `with recursive n(id) as (select 1 union all select id + 1 from n where id < 100000)
     insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert, active)
     select 3, id, 1, 1001 + id % 10000, 0, 'x', 1700000000000 + id / 7, id % 100 <> 0 from n`,
  ).run()
  await env.DB.prepare(
    'update chatrooms set last_message = 100000, last_message_date = 1700000014285',
  ).run()
  const listed = async () => {
    const { binding, meter } = metered(env.DB)
    const { body } = await listRooms(1002, '', { env: { DB: binding } })
    return { unread: body.data[0].unread_messages, ...meter }
  }
  // 1,000 of the 100,000 are deleted, and 10 of the rest are its own.
  expect(await listed()).toMatchObject({ unread: 98_990, calls: 1 })
  await env.DB.prepare(
    'update chatroom_pivots set last_read_message = 99950 where id_ambassador = 1002',
  ).run()
  const { unread, rowsRead } = await listed()
  expect(unread).toBe(49)
  expect(rowsRead).toBeLessThan(400)
}, 60_000)
