// A D1 that goes wrong: statements can be prepared as ever, sending them fails.
import { env } from 'cloudflare:workers'

/** A binding in which every way of sending statements rejects with `error`. */
export const failingDatabase = (error: Error): D1Database => {
  const fail = async () => {
    throw error
  }
  const session = {
    prepare: (query: string) => env.DB.prepare(query),
    batch: fail,
    getBookmark: () => null,
  }
  return { ...session, exec: fail, dump: fail, withSession: () => session }
}
