// An event on its way to an endpoint.
import type { EventRow } from '../db/event-schema.ts'
import { type FilledRow, presentWhole } from '../domain/events/present.ts'
import type { Position } from '../domain/events/cursor.ts'
import { isAccepted } from './post.ts'
import { pauseAfter } from './schedule.ts'
import type { Filled, Result } from './sending.ts'
import type { Item, Tried } from './deliveries.ts'

/** The header `webhook-id`: what a repeat is told by. It has the date, since ids come again when the database is restored. */
export const webhookIdOf = (idBrand: number, { idEvent, insertedAt }: Position): string =>
  `evt_${idBrand}_${idEvent}_${insertedAt.toString(36)}`

/** What an event is in order with: its room, or the entry or the person that it is about. */
const laneOf = ({ idChatroom, idWaiting, idAmbassador }: Omit<EventRow, 'idBrand'>): string => {
  if (idChatroom !== null) return `room ${idChatroom}`
  return idWaiting === null ? `ambassador ${idAmbassador}` : `entry ${idWaiting}`
}

/** An event of the log that has not been sent yet. */
export const itemOf = (row: Omit<EventRow, 'idBrand'>): Item => ({
  idEvent: row.idEvent,
  insertedAt: row.insertedAt,
  typeEvent: row.typeEvent,
  lane: laneOf(row),
  tries: 0,
})

/** What there is to send. */
interface Material {
  /** The first ones of lanes that hold some back, and what they tell. */
  readonly ready: readonly Item[]
  readonly again: readonly FilledRow[]
  /** What comes next in the log. */
  readonly fresh: readonly FilledRow[]
  /** How many each lane holds back. */
  readonly held: ReadonlyMap<string, number>
}

export interface Plan {
  readonly lanes: ReadonlyMap<string, readonly Filled[]>
  /** Events that nobody is to be told of any more. */
  readonly gone: ReadonlySet<number>
}

/** Lines events up in their lanes, filled as they look at the time `now`. What is held back keeps the rest of its lane back. */
export const planOf = ({ ready, again, fresh, held }: Material, now: number): Plan => {
  const lanes = new Map<string, Filled[]>()
  const gone = new Set<number>()
  const rows = new Map(again.map((row) => [row.idEvent, row]))
  const open = new Map(held)
  const add = (item: Item, row: FilledRow | undefined) => {
    const event = row === undefined ? null : presentWhole(row, now)
    if (event === null) gone.add(item.idEvent)
    else lanes.set(item.lane, [...(lanes.get(item.lane) ?? []), { ...item, event }])
  }
  for (const item of ready) {
    add(item, rows.get(item.idEvent))
    open.set(item.lane, (open.get(item.lane) ?? 0) - 1)
  }
  for (const row of fresh) {
    const item = itemOf(row)
    if ((open.get(item.lane) ?? 0) <= 0) add(item, row)
  }
  return { lanes, gone }
}

/** A try that was made at the time `now`, and when the next one is due. */
export const triedOf = (
  { item, outcome }: Result,
  env: Parameters<typeof pauseAfter>[0],
  now: number,
): Tried => {
  const isDelivered = isAccepted(outcome)
  const pause = isDelivered ? null : pauseAfter(env, item.tries + 1)
  return {
    item,
    outcome,
    isDelivered,
    due: pause === null ? null : Math.round(now + pause),
    at: now,
  }
}
