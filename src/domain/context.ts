// What a verb gets.
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
  /** Lets those whom an event concerns know of it, once the request has been carried out. */
  readonly announce: (announcement: Announcement) => void
}
