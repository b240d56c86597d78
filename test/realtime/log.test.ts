// The lines that the log has about sockets.
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { logLines, watchConsole } from '../support/console.ts'
import { hubOf, lineTo } from '../support/hubs.ts'
import { closeHubs, listen, listenFrom, until } from '../support/socket.ts'
import { signSelfToken, signToken } from '../support/tokens.ts'
import { create, post } from '../support/worker.ts'

beforeEach(async () => {
  await ambassadors([1, 2])
  await create({ ids_ambassadors: [1, 2], source: 0 })
})

afterEach(closeHubs)

const lost = lineTo(async () => undefined)

describe('the log has one line', () => {
  const CONTENT = 'a confidential text'
  const KEY = 'a-confidential-key'

  it('for each connect, each close and each healing, without content or token', async () => {
    const written = watchConsole()
    const tokens = [await signSelfToken(1), await signSelfToken(2)]
    const [one, two] = [
      await listenFrom({ token: tokens[0]! }),
      await listenFrom({ token: tokens[1]! }),
    ]
    await post(
      1,
      { id_ambassador: 2, type_message: 0, content: CONTENT },
      { headers: { 'Idempotency-Key': KEY }, env: lost },
    )
    await runDurableObjectAlarm(hubOf())
    await one.events(1)
    two.say({ type: 'authenticate', token: tokens[1] })
    two.say({ type: 'typing', id_chatroom: 1 })
    await one.first('typing')
    one.socket.close()
    await until(async () => (await hubOf().counters()).sockets === 1)
    two.socket.send(CONTENT)
    await two.isClosed()
    const lines = logLines(written).filter(({ event }) => event !== undefined)
    const line = { level: 'info', brand: 3 }
    expect(lines).toStrictEqual([
      { ...line, event: 'connected', sub: '1', refused: null },
      { ...line, event: 'connected', sub: '2', refused: null },
      { ...line, event: 'healed', count: 1 },
      { ...line, event: 'closed', sub: '1', by: 'client' },
      { ...line, event: 'closed', sub: '2', by: 'malformed' },
    ])
    const text = JSON.stringify(written)
    for (const secret of [CONTENT, KEY, 'First 1', 'user.1', ...tokens]) {
      expect(text).not.toContain(secret)
    }
  })

  it.each<
    [string, Parameters<typeof listen>[0] | (() => Promise<Parameters<typeof listen>[0]>), object]
  >([
    [
      'without a token',
      { token: null },
      { sub: null, brand: null, refused: 'unauthorized', reason: 'not_one_bearer_protocol' },
    ],
    [
      'with a bad token',
      { token: 'eyJhbGciOiJub25lIn0.e30.' },
      { refused: 'unauthorized', reason: expect.any(String) },
    ],
    ['in another brand', { brand: 4 }, { sub: 'integration', brand: null, refused: 'forbidden' }],
    [
      'above the limit of reads',
      { env: { READ_LIMITER: { limit: async () => ({ success: false }) } } },
      { brand: 3, refused: 'tooMany' },
    ],
    [
      'in a closed brand',
      { env: { PINNED_BRANDS: '3=closed' } },
      { level: 'error', brand: 3, refused: 'unavailable', reason: 'brand_closed' },
    ],
    [
      'with a slip in HUBS',
      { env: { HUBS: '3=x' } },
      { level: 'error', refused: 'unavailable', reason: 'misconfigured: HUBS has 3=x' },
    ],
    [
      'without a secret',
      { env: { JWT_SECRET: '' } },
      {
        level: 'error',
        refused: 'unauthorized',
        reason: expect.stringMatching(/^misconfigured: /),
      },
    ],
    [
      'as nobody',
      async () => ({ token: await signSelfToken(9) }),
      { level: 'info', sub: '9', brand: 3, refused: 'forbidden' },
    ],
  ])('for who is refused %s', async (_, options, expected) => {
    const written = watchConsole()
    const given = typeof options === 'function' ? await options() : options
    await (await listen(given)).isClosed()
    await until(() => logLines(written).length > 0)
    expect(logLines(written)).toMatchObject([
      { level: expect.any(String), event: 'connected', ...expected },
    ])
  })

  it('for who leaves while its hub sleeps', async () => {
    const [one, two] = [
      await listenFrom({ token: await signSelfToken(1) }),
      await listenFrom({ token: await signSelfToken(2) }),
    ]
    const written = watchConsole()
    for (const { socket } of [one, two]) {
      await evictDurableObject(hubOf())
      socket.close()
      await until(() => logLines(written).length > 0)
    }
    await until(() => logLines(written).length === 2)
    expect(logLines(written)).toStrictEqual(
      ['1', '2'].map((sub) => ({ level: 'info', event: 'closed', brand: 3, sub, by: 'client' })),
    )
  })

  it('for who does not wait until it is let in', async () => {
    const written = watchConsole()
    const arriving = await listen({ token: await signToken() })
    arriving.socket.close()
    await until(() => logLines(written).length === 2)
    expect(logLines(written)).toMatchObject([
      { event: 'connected' },
      { event: 'closed', by: 'client' },
    ])
    expect((await hubOf().counters()).sockets).toBe(0)
  })

  it('for a defect, and another one with its place and without its words', async () => {
    const written = watchConsole()
    const HUB = {
      idFromName: () => {
        throw new TypeError(CONTENT)
      },
    } as unknown as Env['HUB']
    expect(await (await listen({ env: { HUB } })).isClosed()).toBe(1013)
    const defects = written.filter(({ method }) => method === 'error')
    expect(defects.map(({ text }) => JSON.parse(text) as unknown)).toMatchObject([
      { level: 'error', requestId: 'door', error: 'TypeError', at: expect.any(Array) },
    ])
    expect(logLines(written)).toMatchObject([{ level: 'error', refused: 'unavailable' }])
    expect(JSON.stringify(written)).not.toContain(CONTENT)
  })
})
