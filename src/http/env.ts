// What the platform hands to the Worker and what the middleware puts on the context.
import type { Caller } from '../auth/caller.ts'
import type { Usage } from '../db/client.ts'
import type { ServiceContext } from '../domain/context.ts'

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
