// What a service verb gets.
import type { Actor } from '../contract/actor.ts'
import type { Database } from '../db/client.ts'
import type { Announcement } from './events/log-service.ts'

/** Everything that a service verb may use: who acts, in which brand, when, and the way to D1. */
export interface ServiceContext {
  readonly actor: Actor
  readonly database: Database
  readonly idBrand: number
  /** The one clock of a request, milliseconds since the epoch. */
  readonly now: number
  /** Announces an event to those whom it concerns, once the request has been carried out. */
  readonly announce: (announcement: Announcement) => void
}

/**
 * What the `sample.ts` of a feature exports: makes one more of what the examples in its documentation.ts speak of, `number` counting
 * from 1, in a brand that has rooms and people. The demo data and the tests of all routes have two.
 */
export type AddSample = (context: ServiceContext, number: number) => Promise<unknown>
