// A D1 that goes wrong: statements can be prepared as ever, sending them fails.
import { env } from 'cloudflare:workers'
import { intercepted } from './intercepted.ts'

/** A binding in which every batch rejects with `error`. */
export const failingDatabase = (error: Error): D1Database =>
  intercepted(env.DB, async () => {
    throw error
  }).binding
