// What a feature says in the OpenAPI document, in its documentation.ts. Types alone: no prose reaches the Worker.
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

/** Texts by what they are about. */
export type Texts = Readonly<Record<string, string>>

/** What a documentation.ts exports. */
export interface FeatureDocumentation {
  readonly operations: Readonly<Record<string, Operation>>
  /** What the reference says in front of a group of operations, by its name. */
  readonly tags?: Texts
  /** Of fields whose schemas say nothing themselves: by `Schema.field` or by name, of schemas by name. */
  readonly fields?: Texts
  /** Of parameters whose schemas say nothing themselves: by `operation.name`, `tag.name`, `place.name` or by name. */
  readonly parameters?: Texts
}
