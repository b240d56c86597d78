// What receivers verify with: shown once, stored nowhere, changed without a gap.
import { runInDurableObject } from 'cloudflare:test'
import { Webhook } from 'standardwebhooks'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { contents } from '../support/contents.ts'
import { logLines, watchConsole } from '../support/console.ts'
import { arrange, signFullToken } from '../support/operations.ts'
import {
  DAY,
  HOUR,
  later,
  listen,
  makeWebhook,
  manage,
  objectOf,
  type Received,
  say,
  settle,
  arrangeStill,
} from '../support/webhooks.ts'
import { faulty } from '../support/faulty-database.ts'
import { type Options, send } from '../support/worker.ts'

beforeEach(arrangeStill)

const verifies = (secret: string, { body, headers }: Received): boolean => {
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  }
}

/** What the endpoint gets when it is tried out. */
const tried = async (id: number, env: Partial<Env> = {}): Promise<Received> => {
  const received = listen()
  const token = await signFullToken()
  const { status } = await send('POST', `/api/v2/manager/webhooks/${id}/test`, { token, env })
  expect(status).toBe(200)
  return received[0]!
}

describe('a secret', () => {
  it('is shown when it is made, never again, and is stored and logged nowhere', async () => {
    const lines = watchConsole()
    const { id_webhook: id, secret } = await makeWebhook()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const others = await Promise.all([
      manage('GET', `/${id}`),
      manage('GET', ''),
      manage('PATCH', `/${id}`, { active: true }),
    ])
    vi.setSystemTime(Date.now() + 1)
    const { body: renewed } = await manage('POST', `/${id}/secret`)
    const everything = JSON.stringify([others, await contents(), lines])
    for (const one of [secret, renewed.secret]) {
      expect(one).toMatch(/^whsec_/)
      expect(everything).not.toContain(one.slice(6))
    }
    expect(renewed.secret).not.toBe(secret)
  })

  const ask = async (options: Options = {}) => {
    const body = { url: 'https://hooks.example.com/' }
    const token = await signFullToken()
    return send('POST', '/api/v2/manager/webhooks', { token, body, ...options })
  }

  it('is not answered to a repeat with the same key, which is the webhook without it', async () => {
    const headers = { 'Idempotency-Key': 'once' }
    const [first, ...repeats] = [await ask({ headers }), await ask({ headers })]
    expect(first).toMatchObject({ status: 201, body: { secret: expect.any(String) } })
    for (const { status, body } of repeats) {
      expect([status, body]).toStrictEqual([200, { ...first.body, secret: null }])
    }
  })

  it('is answered where the answer of the database was lost, unless that may be a repeat', async () => {
    const lost = () => faulty([{ kind: 'lost after' }]).env
    const answer = await ask({ env: lost() })
    expect(answer).toMatchObject({ status: 201, body: { secret: expect.any(String) } })
    const verified = await tried(answer.body.id_webhook)
    expect(verifies(answer.body.secret, verified)).toBe(true)
    const headers = { 'Idempotency-Key': 'once' }
    expect(await ask({ env: lost(), headers })).toMatchObject({
      status: 200,
      body: { secret: null },
    })
  })

  it('is another one for each webhook and each brand', async () => {
    await arrange(4)
    const token = await signFullToken({ brands: [4] })
    const body = { url: 'https://hooks.example.com/' }
    const other = await send('POST', '/api/v2/manager/webhooks', { token, brand: 4, body })
    const secrets = [await makeWebhook(), await makeWebhook(), other.body].map(
      ({ secret }) => secret,
    )
    expect(new Set(secrets).size).toBe(3)
  })
})

describe('a new secret', () => {
  it('is good at once, and the one before for 24 hours more', async () => {
    const { id_webhook: id, secret: old } = await makeWebhook()
    const first = await tried(id)
    expect(verifies(old, first)).toBe(true)
    vi.setSystemTime(Date.now() + HOUR)
    const { body } = await manage('POST', `/${id}/secret`)
    const during = await tried(id)
    expect([verifies(old, during), verifies(body.secret, during)]).toStrictEqual([true, true])
    vi.setSystemTime(Date.now() + DAY)
    const after = await tried(id)
    expect([verifies(old, after), verifies(body.secret, after)]).toStrictEqual([false, true])
  })

  it('that is made again because its answer was lost does not shut out the first one', async () => {
    const { id_webhook: id, secret: old } = await makeWebhook()
    for (let times = 0; times < 3; times += 1) {
      vi.setSystemTime(Date.now() + 1000)
      await manage('POST', `/${id}/secret`)
    }
    expect(verifies(old, await tried(id))).toBe(true)
  })
})

describe('the master secret', () => {
  const NEW = 'another master secret that only the tests know, 32 bytes'

  it('is changed without a gap while the one before is set', async () => {
    const { id_webhook: id, secret: old } = await makeWebhook()
    const { env } = await import('cloudflare:workers')
    const both = { WEBHOOK_SECRET: NEW, WEBHOOK_SECRET_PREVIOUS: env.WEBHOOK_SECRET }
    expect(verifies(old, await tried(id, both))).toBe(true)
    vi.setSystemTime(Date.now() + HOUR)
    const token = await signFullToken()
    const path = `/api/v2/manager/webhooks/${id}/secret`
    const { body } = await send('POST', path, { token, env: both })
    const during = await tried(id, both)
    expect([verifies(old, during), verifies(body.secret, during)]).toStrictEqual([true, true])
    const after = await tried(id, { WEBHOOK_SECRET: NEW })
    expect([verifies(old, after), verifies(body.secret, after)]).toStrictEqual([false, true])
  })

  it('when there is none nothing is sent and nothing lost, and the log says so once a day', async () => {
    const received = listen()
    const { id_webhook: id } = await makeWebhook()
    await settle(id)
    vi.setSystemTime((Math.floor(Date.now() / DAY) + 1) * DAY)
    const lines = watchConsole()
    const { env } = await import('cloudflare:workers')
    const setMaster = (secret: string) =>
      runInDurableObject(objectOf(id), (object) => {
        Object.assign(object, { env: { ...env, WEBHOOK_SECRET: secret } })
      })
    await setMaster('short')
    for (let times = 0; times < 3; times += 1) {
      await say()
      await later(HOUR, id)
    }
    expect(received).toHaveLength(0)
    expect(logLines(lines).filter(({ webhook }) => webhook === id)).toStrictEqual([
      {
        level: 'error',
        event: 'unsigned',
        brand: 3,
        webhook: id,
        reason: 'misconfigured: WEBHOOK_SECRET is shorter than 32 bytes',
      },
    ])
    await setMaster(env.WEBHOOK_SECRET)
    await later(HOUR, id)
    expect(received).toHaveLength(3)
  })

  it.each([
    ['missing', { WEBHOOK_SECRET: '' }],
    ['short', { WEBHOOK_SECRET: 'short' }],
    ['short before', { WEBHOOK_SECRET: NEW, WEBHOOK_SECRET_PREVIOUS: 'short' }],
  ])(
    'when it is %s nothing is made: 503, and /health and the log say what to set',
    async (_, env) => {
      const before = await contents()
      const lines = watchConsole()
      const token = await signFullToken()
      const body = { url: 'https://hooks.example.com/' }
      const answers = [
        await send('POST', '/api/v2/manager/webhooks', { token, env, body }),
        await send('POST', '/api/v2/manager/webhooks/1/secret', { token, env }),
        await send('POST', '/api/v2/manager/webhooks/1/test', { token, env }),
      ]
      for (const { status, body: answer } of answers) {
        expect([status, answer]).toStrictEqual([
          503,
          { message: 'Webhooks cannot be signed at the moment. Try again later.' },
        ])
      }
      expect(lines.map(({ text }) => text).join('\n')).toContain('misconfigured: ')
      expect(await send('GET', '/health', { token: null, brand: null, env })).toMatchObject({
        status: 503,
        body: {
          message:
            'Webhooks cannot be signed. Set `WEBHOOK_SECRET`, of at least 32 bytes; the log says what is wrong.',
          webhooks: 'misconfigured',
        },
      })
      expect(await contents()).toStrictEqual(before)
    },
  )
})
