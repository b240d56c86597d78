// One round trip to D1 for every route, whether it is known to this file or not.
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it } from 'vitest'
import { metered } from '../support/metered.ts'
import { arrange, call, operations, pathOf } from '../support/operations.ts'
import { signSelfToken } from '../support/tokens.ts'

beforeEach(() => arrange())

it.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s makes one round trip, found or not, also for a caller whose presence it marks',
  async (_, operation) => {
    const cost = async (options: Parameters<typeof call>[1]) => {
      const { binding, meter } = metered(env.DB)
      const { status } = await call(operation, { ...options, env: { DB: binding } })
      return { status, calls: meter.calls }
    }
    const found = await cost({})
    expect([200, 201]).toContain(found.status)
    expect(found.calls).toBe(1)
    expect((await cost({ path: pathOf(operation, 99) })).calls).toBe(1)
    const asMember = await cost({ token: await signSelfToken(1) })
    // A refusal by what the request itself says needs no look at the data.
    expect(asMember.calls).toBe(asMember.status === 403 ? 0 : 1)
  },
)
