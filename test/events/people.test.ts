// The people of a brand in the log: who is taken up, who changes, and who is not to listen any more.
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, brandTag, forgetEvents } from '../support/factories.ts'
import { closeHubs, type Frame, listen, listenFrom } from '../support/socket.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

const CHAT = '/api/v2/chat'
const MANAGER = { token: '' }

beforeEach(async () => {
  MANAGER.token = await signToken({ scope: 'chat:brand manager' })
  await ambassadors([1, 3])
  await ambassadors([2, 4], { status: 7 })
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await brandTag(1, [1, 2, 4])
  await create({ id_brand_tag: 1, source: 0 })
  await forgetEvents()
})

afterEach(closeHubs)

const patch = (path: string, body: unknown) => send('PATCH', `${CHAT}${path}`, { ...MANAGER, body })

const ask = async (token?: string): Promise<Frame[]> =>
  (await send('GET', `${CHAT}/events?since=0-0`, token === undefined ? MANAGER : { token })).body
    .data

describe('somebody who takes a waiting entry', () => {
  it('opens a room, which is told to both, and closes the entry', async () => {
    await send('POST', `${CHAT}/waiting-list`, { ...MANAGER, body: { id_user: 4 } })
    await forgetEvents()
    const { body } = await patch('/waiting-list/1', { id_ambassador: 3 })
    const [opened, handled] = await ask()
    expect(opened).toMatchObject({ type: 'chatroom.created', id_chatroom: body.id_chatroom })
    expect(handled).toMatchObject({ type: 'waiting.handled', data: body })
    expect((await ask(await signSelfToken(2))).length).toBe(0)
    expect((await ask(await signSelfToken(3))).length).toBe(2)
  })
})

describe('people who are put', () => {
  const put = (people: readonly object[]) =>
    send('PUT', '/api/v2/manager/ambassadors', { ...MANAGER, body: people })

  it('are events as far as they are new or changed', async () => {
    const people = [
      { id_ambassador: 1, status: 3, firstname: 'New' },
      { id_ambassador: 50, status: 3 },
    ]
    await put(people)
    expect(
      (await ask()).map(({ data }) => (data as { id_ambassador: number }).id_ambassador),
    ).toStrictEqual([1, 50])
    await put(people)
    expect(await ask()).toHaveLength(2)
  })

  it.each([
    ['shut out', () => put([{ id_ambassador: 2, status: 7, active: -1 }])],
    [
      'anonymized',
      () => send('PATCH', '/api/v2/manager/ambassadors/2/anonymize', { ...MANAGER, body: {} }),
    ],
  ])('and %s lose their sockets, and get none again', async (_, act) => {
    const token = await signSelfToken(2)
    const [gone, other] = [
      await listenFrom({ token }),
      await listenFrom({ token: await signSelfToken(1) }),
    ]
    await act()
    expect(await gone.isClosed()).toBe(4403)
    await post(2, { id_ambassador: 1, type_message: 0, content: 'among us' })
    await other.first('message.created')
    expect(JSON.stringify(gone.frames)).not.toContain('among us')
    expect(await (await listen({ token })).isClosed()).toBe(4403)
  })

  it('and let in again get a socket', async () => {
    await put([{ id_ambassador: 2, status: 7, active: -1 }])
    await listenFrom()
    await put([{ id_ambassador: 2, status: 7, active: 1 }])
    expect((await listenFrom({ token: await signSelfToken(2) })).frames).toHaveLength(1)
  })
})
