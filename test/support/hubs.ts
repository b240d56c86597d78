// A line from the Worker to the hubs that loses, delays and reorders what it is given.
import { env } from 'cloudflare:workers'
import type { Hub } from '../../src/realtime/hub.ts'
import type { Notice } from '../../src/realtime/notice.ts'

/** A hub of brand 3. */
export const hubOf = (idBrand = 3, index = 0): DurableObjectStub<Hub> =>
  env.HUB.get(env.HUB.idFromName(`${idBrand}/${index}`))

/** Bindings with hubs that are told only what `deliver` hands on. */
export const lineTo = (
  deliver: (notice: Notice, hand: (notice: Notice) => Promise<void>) => Promise<void>,
): Partial<Env> => ({
  HUB: {
    idFromName: (name: string) => env.HUB.idFromName(name),
    get: (id: DurableObjectId) => {
      const hub = env.HUB.get(id)
      return {
        fetch: (url: string, init: RequestInit) => hub.fetch(url, init),
        counters: () => hub.counters(),
        notify: (notice: Notice) => deliver(notice, (one) => hub.notify(one)),
      }
    },
  } as unknown as Env['HUB'],
})
