// What a webhook's object keeps of each event.
import type { Position } from '../domain/events/cursor.ts'
import type { Outcome } from './post.ts'
import { STATES, type State } from './schema.ts'

export const codeOf = (state: State): number => STATES.indexOf(state)

export const WAITING = codeOf('waiting')
export const FAILED = codeOf('failed')
export const DELIVERED = codeOf('delivered')
export const DEAD = codeOf('dead')

/** An event that is to be sent, and the lane that it is in: one after the other in a lane, lanes side by side. */
export interface Item extends Position {
  readonly typeEvent: number
  readonly lane: string
  readonly tries: number
}

export interface DeliveryRow extends Item {
  readonly state: number
  readonly due: number | null
  readonly triedAt: number | null
  readonly status: number | null
  readonly error: Outcome['error']
  readonly milliseconds: number | null
}

/** A try, and when the next one is due: null for never. */
export interface Tried {
  readonly item: Item
  readonly outcome: Outcome
  readonly isDelivered: boolean
  readonly due: number | null
  readonly at: number
}

/** What is held is behind no event that has not been read: held events come before what is read next. */
export const TABLES = `
  create table if not exists deliveries (
    idEvent integer primary key, insertedAt integer not null, typeEvent integer not null, lane text not null,
    tries integer not null, state integer not null, due integer, triedAt integer, status integer, error text,
    milliseconds integer) strict;
  create index if not exists held on deliveries (lane, idEvent) where state <= ${FAILED};
  create index if not exists dead on deliveries (idEvent) where state = ${DEAD}`
