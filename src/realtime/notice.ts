// What the Worker tells a hub, and hubs tell each other. Versions meet while one is deployed: fields are only ever added, and
// what a hub does not know it leaves alone.
import type { Audience } from '../domain/events/audience.ts'
import type { Event } from '../domain/events/schema.ts'

/** An event on its way to those whom it concerns. */
export interface NoticedEvent {
  readonly idEvent: number
  /** Milliseconds since the epoch. */
  readonly insertedAt: number
  readonly audience: Audience
  /** As the brand's own systems see it; left out where the Worker does not have it, and the hub reads the log. */
  readonly event?: Event
  /** For the sockets of the token that sent the request. */
  readonly request?: { readonly subject: string; readonly key: string }
}

export interface Notice {
  readonly idBrand: number
  /** None: something may have been written, so look. */
  readonly events: readonly NoticedEvent[]
  readonly bookmark: string | null
}

/** What is told and never stored. */
export interface Signal {
  readonly idBrand: number
  readonly to: readonly number[]
  readonly frame:
    | { readonly type: 'typing'; readonly id_chatroom: number; readonly id_ambassador: number }
    | { readonly type: 'presence'; readonly id_ambassador: number; readonly online: boolean }
}
