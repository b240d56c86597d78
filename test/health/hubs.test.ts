// What the health check says of the hubs.
import { env } from 'cloudflare:workers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { skipWaits } from '../support/clock.ts'
import { logLines, watchConsole } from '../support/console.ts'
import { ambassadors } from '../support/factories.ts'
import { create, send } from '../support/worker.ts'

const OK = { status: 'ok', database: 'ok', keys: 'ok', hubs: 'ok' }

const health = (bindings: Partial<Env>) => send('GET', '/health', { token: null, env: bindings })

describe('hubs that are not well', () => {
  const hubThat = (counters: () => Promise<unknown>) => {
    const HUB = { idFromName: () => 'id', get: () => ({ counters }) }
    return HUB as unknown as Env['HUB']
  }

  it.each<[string, Partial<Record<keyof Env, unknown>>, string]>([
    ['are not bound', { HUB: undefined }, 'bind the Durable Object HUB, as wrangler.toml does'],
    ['have a number that is none', { HUBS: '3=0' }, 'HUBS has 3=0'],
    ['have a place that is none', { JURISDICTIONS: '3=mars' }, 'JURISDICTIONS has 3=mars'],
  ])('%s', async (_, slip, problem) => {
    const written = watchConsole()
    expect(await health(slip as Partial<Env>)).toMatchObject({
      status: 503,
      body: {
        message:
          'The hubs are misconfigured, so nobody can listen; the log says what to set in `wrangler.toml`.',
        ...OK,
        status: 'error',
        hubs: 'misconfigured',
      },
    })
    expect(logLines(written)).toMatchObject([
      { level: 'error', reason: `misconfigured: ${problem}` },
    ])
  })

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'have a class that is not there',
      () => Promise.reject(new Error('Durable Object class Hub of jane.doe@example.com')),
      'hub_unknown_error',
    ],
    ['do not answer', () => new Promise(() => undefined), 'hub_deadline'],
  ])('%s', async (_, counters, reason) => {
    onTestFinished(skipWaits())
    const written = watchConsole()
    const answer = await health({ HUB: hubThat(counters) })
    expect(answer).toMatchObject({
      status: 503,
      body: { ...OK, status: 'error', hubs: 'unavailable' },
    })
    expect(logLines(written)).toMatchObject([{ level: 'error', reason }])
    expect(JSON.stringify(written)).not.toContain('jane.doe')
  })

  it('let a request be carried out as ever', async () => {
    await ambassadors([1, 2])
    for (const slip of [{ HUBS: '3=0' }, { HUB: undefined as never }]) {
      const { status } = await create({ ids_ambassadors: [1, 2], source: 0 }, { env: slip })
      expect(status).toBeLessThan(300)
    }
  })

  it('are asked once by many at once', async () => {
    let asked = 0
    const counting = async () => {
      asked += 1
    }
    const bindings = { ...env, HUB: hubThat(counting) }
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => send('GET', '/health', { token: null, bindings })),
    )
    expect(new Set(answers.map(({ status }) => status))).toStrictEqual(new Set([200]))
    expect(asked).toBe(1)
  })
})
