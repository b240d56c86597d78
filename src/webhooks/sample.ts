// The webhooks of the demo data, which the tests of all routes have too. They are not active: nobody is there.
import type { AddSample } from '../domain/context.ts'
import { ALL_TYPES } from './schema.ts'
import { createWebhook } from './service.ts'

/** Nobody is shown a secret that is derived from it. */
const ENV = { WEBHOOK_SECRET: 'what the secrets of the demo are derived from' } as Env

export const addSample: AddSample = (context, number) => {
  const webhook = { url: `https://hooks.example.com/${number}`, types: ALL_TYPES, isActive: false }
  const site = { host: 'localhost', allowsLocal: false }
  return createWebhook(context, webhook, { site, key: undefined, env: ENV })
}
