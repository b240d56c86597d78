// What the platform hands to the Worker and what the middleware puts on the context.
import type { Caller } from './auth/caller.ts'
import type { Actor } from './contract/actor.ts'
import type { Database, Usage } from './db/client.ts'
import type { Announcement } from './realtime/announce.ts'

/** Everything that a service verb may use: who acts, in which brand, when, and the way to D1. */
export interface ServiceContext {
  readonly actor: Actor
  readonly database: Database
  readonly idBrand: number
  /** The one clock of a request, milliseconds since the epoch. */
  readonly now: number
  /** Lets those whom an event concerns know of it, once the request has been carried out. */
  readonly announce: (announcement: Announcement) => void
}

export interface AppEnv {
  /** `npm run dev` alone gives ALLOW_LOCALHOST, on the command line of wrangler. No setting of a deployment has it. */
  Bindings: Env & { readonly ALLOW_LOCALHOST?: string }
  Variables: ServiceContext & {
    actor: Caller
    requestId: string
    usage: Usage
    /** What the client was told last of where the database has got to. */
    bookmark: string | undefined
    refusal?: string
    /** Of an answer that is sent while it is read: settles at its end, with false if it has broken off. */
    streamed?: Promise<boolean>
  }
}
