// A route is declared once, beside its handler: the Worker mounts it, and the document and the tests of all routes read it.
import type { Context, Handler as HonoHandler } from 'hono'
import type * as z from 'zod/mini'
import type { Scope } from '../contract/actor.ts'
import type { AppEnv } from './env.ts'
import type { EventType } from '../contract/event-types.ts'
import type { IdempotencyHeader } from '../contract/fields.ts'

export interface Declaration<Id extends string = string> {
  /** The `operationId` of the document. */
  readonly id: Id
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** With its parameters in braces. */
  readonly path: `/api/v2/${string}`
  /** A token needs one of them. */
  readonly scopes: readonly [Scope, ...Scope[]]
  /**
   * Whom a `chat:self` token reaches with an id that is not its own: nobody (403), what its ambassador sees (404 for the rest),
   * or everybody of the brand. Left out where the scopes leave `chat:self` out.
   */
  readonly self?: 'own' | 'seen' | 'everybody'
  /** `optional` where the only brand of a token need not be named. */
  readonly brand: 'required' | 'optional'
  readonly params?: z.ZodMiniType
  readonly query?: z.ZodMiniType
  readonly body?: z.ZodMiniType
  /** Bytes that the body may have; 64 KiB unless it says otherwise. */
  readonly bodyLimit?: number
  /** What it answers when all is well. With an idempotency key, 200 repeats the 201. */
  readonly answers: Readonly<Partial<Record<200 | 201, z.ZodMiniType>>>
  /** Of the answer when all is well: JSON unless it says otherwise. Then the schema is that of a line. */
  readonly mediaType?: 'application/x-ndjson'
  /** What it may refuse beyond what follows from the declaration. */
  readonly refusals?: readonly (409 | 410)[]
  readonly takesIdempotencyKey?: true
  /** What it may append to the log of the brand. */
  readonly events?: readonly EventType[]
  /** False where only an idempotency key makes twice as good as once. */
  readonly isRepeatable?: false
}

type Part<Declared, Name extends string, Target extends string> = Declared extends {
  readonly [Key in Name]: infer Schema extends z.ZodMiniType
}
  ? { [Key in Target]: z.output<Schema> }
  : unknown

type Validated<Declared> = Part<Declared, 'params', 'param'> &
  Part<Declared, 'query', 'query'> &
  Part<Declared, 'body', 'json'> &
  (Declared extends { readonly takesIdempotencyKey: true }
    ? { header: z.output<typeof IdempotencyHeader> }
    : unknown)

type Handler<Declared> = (
  c: Context<AppEnv, string, { in: Validated<Declared> & {}; out: Validated<Declared> & {} }>,
) => Response | Promise<Response>

export interface Route<Id extends string = string> extends Declaration<Id> {
  readonly handle: HonoHandler<AppEnv>
}

/** A route and what answers it; `c.req.valid()` has what the declaration's schemas make of the request. */
export const route = <const Id extends string, const Declared extends Declaration<Id>>(
  declaration: Declared & Declaration<Id>,
  handle: Handler<Declared>,
): Route<Id> => ({ ...declaration, handle: handle as HonoHandler<AppEnv> })
