// Hubs, what they ask the database, and a line from the Worker that loses, delays and reorders what they are told.
import { env } from 'cloudflare:workers'
import { onTestFinished } from 'vitest'
import type { Hub } from '../../src/realtime/hub.ts'
import type { Notice } from '../../src/realtime/notice.ts'
import { intercepted } from './intercepted.ts'

/** A hub of brand 3. */
export const hubOf = (idBrand = 3, index = 0): DurableObjectStub<Hub> =>
  env.HUB.get(env.HUB.idFromName(`${idBrand}/${index}`))

/** Gives a variable or binding to the hubs, which have those of their isolate, until the test is over. */
export const bindHubs = (bindings: Partial<Env>): void => {
  const before = Object.fromEntries(
    Object.keys(bindings).map((name) => [name, env[name as keyof Env]]),
  )
  Object.assign(env, bindings)
  onTestFinished(() => void Object.assign(env, before))
}

/** Hands each batch of the hubs, and of requests, to `onBatch` from here on. */
export const watchHubs = (onBatch: Parameters<typeof intercepted>[1]): void => {
  const database = env.DB
  const { binding } = intercepted(database, onBatch)
  const DB = Object.assign(Object.create(database) as D1Database, {
    withSession: binding.withSession.bind(binding),
    prepare: database.prepare.bind(database),
    batch: database.batch.bind(database),
  })
  bindHubs({ DB })
}

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
