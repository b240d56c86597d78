// What a webhook's object remembers: how far it has got, and what has become of the events.
import type { PageRequest } from '../contract/lists/schema.ts'
import type { ListRow } from '../contract/lists/slice.ts'
import type { Position } from '../domain/events/cursor.ts'
import type { Outcome } from './post.ts'
import type { Who } from '../domain/webhooks/objects.ts'
import { nothingYet, type Progress } from './progress.ts'
import { STATES, type State } from './schema.ts'

/** Events that are held back at most; then the log is read no further. */
export const MOST_HELD = 10_000

/** Dead letters that are kept at most; then the oldest one is forgotten. */
const MOST_DEAD = 10_000

const DAY = 86_400_000

const codeOf = (state: State): number => STATES.indexOf(state)

const WAITING = codeOf('waiting')
const FAILED = codeOf('failed')
const DELIVERED = codeOf('delivered')
const DEAD = codeOf('dead')

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

const TABLES = `
  create table if not exists deliveries (
    idEvent integer primary key, insertedAt integer not null, typeEvent integer not null, lane text not null,
    tries integer not null, state integer not null, due integer, triedAt integer, status integer, error text,
    milliseconds integer) strict;
  create index if not exists held on deliveries (lane, idEvent) where state <= ${FAILED}`

const PROGRESS = 'progress'

export class Store {
  readonly #storage: DurableObjectStorage
  #progress: Progress | undefined

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  #rows<Row>(query: string, ...values: readonly unknown[]): Row[] {
    return this.#storage.sql.exec(query, ...values).toArray() as Row[]
  }

  #count(condition: string): number {
    return this.#rows<{ count: number }>(
      `select count(*) as count from deliveries where ${condition}`,
    )[0]!.count
  }

  /** Makes the tables unless they are there; answers the progress, which is one object for as long as the object lives. */
  open(who: Who): Progress {
    this.#storage.sql.exec(TABLES)
    this.#progress ??= this.find() ?? nothingYet(who)
    return this.#progress
  }

  find(): Progress | undefined {
    return this.#progress ?? this.#storage.kv.get<Progress>(PROGRESS)
  }

  /** Carries out `work` and keeps the progress, or does neither: the latter once the webhook is deleted. */
  keep(work: () => void = () => {}): void {
    if (this.#progress === undefined) return
    this.#storage.transactionSync(() => {
      work()
      this.#storage.kv.put(PROGRESS, this.#progress)
    })
  }

  /** Forgets everything. */
  async end(): Promise<void> {
    this.#progress = undefined
    await this.#storage.deleteAlarm()
    await this.#storage.deleteAll()
  }

  /** Forgets what has become of events. */
  clear(): void {
    this.#rows('delete from deliveries')
  }

  /** The first of each lane that may be sent at the time `now`, with what waits behind it: the oldest `limit` events. */
  ready(now: number, busy: ReadonlySet<string>, limit: number): Item[] {
    return this.#rows<Item>(
      `with heads as (select lane, min(idEvent), due from deliveries where state <= ${FAILED} group by lane)
       select idEvent, insertedAt, typeEvent, deliveries.lane, tries from heads cross join deliveries indexed by held
       where coalesce(heads.due, 0) <= ? and heads.lane not in (select value from json_each(?))
         and deliveries.lane = heads.lane and state <= ${FAILED} order by idEvent limit ?`,
      now,
      JSON.stringify([...busy]),
      limit,
    )
  }

  /** When the next event may be sent; null when none is held in a lane that is not busy. */
  nextDue(busy: ReadonlySet<string>): number | null {
    return this.#rows<{ due: number | null }>(
      `with heads as (select lane, min(idEvent), due from deliveries where state <= ${FAILED} group by lane)
       select min(coalesce(due, 0)) as due from heads where lane not in (select value from json_each(?))`,
      JSON.stringify([...busy]),
    )[0]!.due
  }

  heldCount(): number {
    return this.#count(`state <= ${FAILED}`)
  }

  deadCount(): number {
    return this.#count(`state = ${DEAD}`)
  }

  /** How many events each lane holds. */
  heldByLane(): Map<string, number> {
    const rows = this.#rows<{ lane: string; count: number }>(
      `select lane, count(*) as count from deliveries where state <= ${FAILED} group by lane`,
    )
    return new Map(rows.map(({ lane, count }) => [lane, count]))
  }

  isHeld(idEvent: number): boolean {
    return this.#count(`idEvent = ${idEvent} and state <= ${FAILED}`) > 0
  }

  /** Holds an event back, as one that was never tried. */
  hold({ idEvent, insertedAt, typeEvent, lane }: Item): void {
    this.#rows(
      `insert or replace into deliveries (idEvent, insertedAt, typeEvent, lane, tries, state) values (?, ?, ?, ?, 0, ${WAITING})`,
      idEvent,
      insertedAt,
      typeEvent,
      lane,
    )
  }

  /** Goes back to a position, or holds the events that are given. What has not been read yet comes by itself. */
  sendAgain(wanted: Position | readonly Item[]): void {
    this.keep(() => {
      const progress = this.#progress
      const reached = progress?.position?.idEvent ?? 0
      if (progress === undefined) return
      if ('idEvent' in wanted) {
        if (wanted.idEvent < reached) progress.position = wanted
        return
      }
      for (const item of wanted) {
        if (item.idEvent <= reached && !this.isHeld(item.idEvent)) this.hold(item)
      }
    })
  }

  /** Nobody is to be told of it any more. */
  drop(idEvent: number): void {
    this.#rows('delete from deliveries where idEvent = ?', idEvent)
  }

  /** Notes what has become of a try. */
  note({ item, outcome, isDelivered, due, at }: Tried): void {
    const state = isDelivered ? DELIVERED : due === null ? DEAD : FAILED
    this.#rows(
      'insert or replace into deliveries values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      item.idEvent,
      item.insertedAt,
      item.typeEvent,
      item.lane,
      item.tries + 1,
      state,
      due,
      at,
      outcome.status,
      outcome.error,
      outcome.milliseconds,
    )
  }

  /** All that is held may be sent at once. */
  hurry(): void {
    this.#rows(`update deliveries set due = null, tries = 0 where state = ${FAILED}`)
  }

  /** Forgets what was delivered more than a day ago, and the oldest of too many dead letters. */
  prune(now: number): void {
    this.#rows(`delete from deliveries where state = ${DELIVERED} and triedAt < ?`, now - DAY)
    const spare = this.deadCount() - MOST_DEAD
    if (spare <= 0) return
    this.#rows(
      `delete from deliveries where idEvent in (
         select idEvent from deliveries where state = ${DEAD} order by idEvent limit ?)`,
      spare,
    )
  }

  /** A page of what has become of events, in the order of the walk, and one more; with how many there are. */
  list(
    page: PageRequest,
    isDescending: boolean,
    states: readonly State[],
  ): { rows: (DeliveryRow & ListRow)[]; total: number } {
    const isState = `state in (${states.map(codeOf).join(', ')})`
    const cursor = page.kind === 'cursor' ? page.cursor : null
    const runsDown = isDescending !== (cursor?.isBackward ?? false)
    const rows = this.#rows<DeliveryRow & ListRow>(
      `select *, idEvent as sortKey, idEvent as sortId from deliveries where ${isState} and idEvent ${runsDown ? '<' : '>'} ?
       order by idEvent ${runsDown ? 'desc' : 'asc'} limit ? offset ?`,
      cursor?.id ?? (runsDown ? Number.MAX_SAFE_INTEGER : 0),
      page.perPage + 1,
      page.kind === 'page' ? (page.page - 1) * page.perPage : 0,
    )
    return { rows, total: page.kind === 'page' ? this.#count(isState) : 0 }
  }
}
