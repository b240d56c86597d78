// What is said of routes in the OpenAPI document, beside their declarations. Types alone: no prose reaches the Worker.
import type * as z from 'zod/mini'
import type { Route } from './route.ts'

/** An answer in words, and one as it looks; of a list, `item` is the only one on its page. */
type Answer =
  | { readonly description: string; readonly example: unknown }
  | { readonly description: string; readonly item: unknown }

export interface Operation {
  readonly tag: string
  readonly summary: string
  readonly description: string
  /** Whom or what a `chat:self` token reaches, where the declaration's `self` says too little. */
  readonly reach?: string
  /** A body that succeeds on the demo data. */
  readonly body?: unknown
  /** Several of them, by name; the first one is what the samples send. Two where there is an idempotency key. */
  readonly bodies?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>
  /** The schema of the body where the document needs another than the Worker. */
  readonly bodySchema?: z.ZodMiniType
  readonly answers: Readonly<Partial<Record<200 | 201, Answer>>>
}

/** Something for each route of a feature. */
export type Documentation<Routes extends readonly Route[]> = {
  readonly [Id in Routes[number]['id']]: Operation
}
