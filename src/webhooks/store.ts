// What a webhook's object remembers: how far it has got, and what has become of the events.
import type { PageRequest } from '../contract/lists/schema.ts'
import type { ListRow } from '../contract/lists/slice.ts'
import type { Position } from '../domain/events/cursor.ts'
import {
  codeOf,
  DEAD,
  DELIVERED,
  type DeliveryRow,
  FAILED,
  type Item,
  TABLES,
  type Tried,
  WAITING,
} from './deliveries.ts'
import type { WebhookRow } from '../db/webhook-schema.ts'
import type { WebhookKey } from '../domain/webhooks/objects.ts'
import { isBehind, initialProgress, noteChange, type Progress } from './progress.ts'
import type { State } from './schema.ts'

/** Events that are held back at most; then the log is read no further. */
const MOST_HELD = 10_000

/** Dead letters that are kept at most; then the oldest one is forgotten. */
const MOST_DEAD = 10_000

const DAY = 86_400_000

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
  open(who: WebhookKey): Progress {
    this.#storage.sql.exec(TABLES)
    this.#progress ??= this.find() ?? initialProgress(who)
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

  /** What may be sent at the time `now`, with nothing before it in its lane that may not: the oldest `limit` events. */
  ready(now: number, busy: ReadonlySet<string>, limit: number): Item[] {
    return this.#rows<Item>(
      `select idEvent, insertedAt, typeEvent, lane, tries from (
         select *, max(coalesce(due, 0)) over (partition by lane order by idEvent) as latest from deliveries
         where state <= ${FAILED} and lane not in (select value from json_each(?)))
       where latest <= ? order by idEvent limit ?`,
      JSON.stringify([...busy]),
      now,
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

  /** How many more events can be held. */
  room(): number {
    return MOST_HELD - this.#count(`state <= ${FAILED}`)
  }

  /**
   * Gives up the lane that holds most, as dead letters, if its first event has been tried in vain more than `failures` times: so
   * often has all failed since something was taken last.
   */
  makeRoom(failures: number): void {
    this.#rows(
      `with heads as (select lane, min(idEvent), state, tries, count(*) as held from deliveries where state <= ${FAILED}
         group by lane order by held desc limit 1)
       update deliveries set state = ${DEAD}, due = null where state <= ${FAILED}
         and lane = (select lane from heads where state = ${FAILED} and tries > ?)`,
      failures,
    )
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

  /** Holds an event back, as one that was never tried, unless it is held. */
  hold({ idEvent, insertedAt, typeEvent, lane }: Item): void {
    this.#rows(
      `insert or replace into deliveries (idEvent, insertedAt, typeEvent, lane, tries, state)
       select ?1, ?2, ?3, ?4, 0, ${WAITING}
       where not exists (select 1 from deliveries where idEvent = ?1 and state <= ${FAILED})`,
      idEvent,
      insertedAt,
      typeEvent,
      lane,
    )
  }

  /** Forgets what it knows of another webhook than the one that was made then. */
  #startOver(progress: Progress, madeAt: number): void {
    this.#rows('delete from deliveries')
    Object.assign(progress, initialProgress(progress), { madeAt })
  }

  /** Has the log read from an earlier position on, or holds the events that are given. What has not been read yet comes by itself. */
  sendAgain(progress: Progress, wanted: Position | readonly Item[], madeAt: number): void {
    this.keep(() => {
      if (madeAt > progress.madeAt) this.#startOver(progress, madeAt)
      if ('idEvent' in wanted) {
        if (wanted.idEvent < (progress.again?.idEvent ?? Infinity)) progress.again = wanted
      } else {
        for (const item of wanted) if (isBehind(progress, item)) this.hold(item)
      }
    })
  }

  /** Goes back to a position: what comes behind it will be read, and all that is known of it is forgotten. */
  goBack(progress: Progress, to: Position): void {
    this.keep(() => {
      progress.position = to
      this.#rows('delete from deliveries where idEvent > ?', to.idEvent)
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

  /**
   * Applies what a manager has changed, and answers whether anything was: of another webhook nothing is known, and elsewhere all
   * that is held may be sent at once.
   */
  applyChange(progress: Progress, webhook: WebhookRow): boolean {
    const { insertedAt, types } = webhook
    if (progress.madeAt !== insertedAt) this.#startOver(progress, insertedAt)
    const { isMoved, isChanged } = noteChange(progress, webhook)
    if (!isChanged) return false
    this.keep(() => {
      if (isMoved) this.#rows(`update deliveries set due = null, tries = 0 where state = ${FAILED}`)
      this.#rows(
        `delete from deliveries where state <= ${FAILED} and not (? >> typeEvent) & 1`,
        types,
      )
    })
    return true
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

  /** A page of what has become of events at the time `now`, in the order of the walk, and one more; with how many there are. */
  list(
    now: number,
    page: PageRequest,
    isDescending: boolean,
    states: readonly State[],
  ): { rows: (DeliveryRow & ListRow)[]; total: number } {
    const isState = `(${states.map((state) => `state = ${codeOf(state)}`).join(' or ')}) and (state <> ${DELIVERED} or triedAt >= ${now - DAY})`
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
