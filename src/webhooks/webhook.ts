// The object of a webhook: reads the log of its brand from where it has got to, and sends what the webhook wants.
import { DurableObject } from 'cloudflare:workers'
import { FailureError, misconfiguration } from '../contract/failure.ts'
import type { PageRequest } from '../contract/lists/schema.ts'
import { type Database, openDatabase } from '../db/client.ts'
import type { WebhookRow } from '../db/webhook-schema.ts'
import { isSame, type Position } from '../domain/events/cursor.ts'
import { mastersProblem } from '../domain/webhooks/masters.ts'
import type { WebhookKey } from '../domain/webhooks/objects.ts'
import { logError } from '../http/log.ts'
import { itemOf, planOf, triedOf, webhookIdOf } from './event.ts'
import type { Item } from './deliveries.ts'
import { failing, logDaily, logLine } from './lines.ts'
import { disable } from './log-queries.ts'
import { type Outcome, postEvent } from './post.ts'
import { findRestart, readLog } from './read.ts'
import {
  forgets,
  maySend,
  isDead,
  isGivenUp,
  noteOutcome,
  type Progress,
  reasonOf,
} from './progress.ts'
import type { State } from './schema.ts'
import { type Sign, signerOf } from './secrets.ts'
import { type Filled, PARALLEL, type Result, sendAll } from './sending.ts'
import { Store } from './store.ts'

/** Events that are sent at once. A crash repeats at most as many. */
const PAGE = 40

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Milliseconds until the log is looked at without being told to: after something has happened, and at most. */
const FIRST_BEAT = MINUTE
const LAST_BEAT = 10 * MINUTE

/** Milliseconds until another try after the database could not answer. */
const AFTER_ERROR = 30_000

export class Webhook extends DurableObject<Env> {
  readonly #store: Store
  /** Lanes in which a request is under way that was left to itself. */
  readonly #busy = new Set<string>()
  #beat = FIRST_BEAT
  #working: Promise<void> | null = null
  #isAskedAgain = false
  /** Whether a manager has changed it since the page that is under way was read: then no more of that is sent. */
  #isChanged = false

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    this.#store = new Store(state.storage)
  }

  /** Told by the Worker after a write that the webhook wants to know of. */
  async wake(who: WebhookKey): Promise<void> {
    // Whatever happens from here on, it looks again.
    if ((await this.ctx.storage.getAlarm()) === null) {
      this.#store.open(who)
      this.#store.keep()
      await this.#wakeAt(Date.now() + FIRST_BEAT)
    }
    this.ctx.waitUntil(this.#work(who))
  }

  /** Told by the Worker after the webhook itself was made, changed or deleted. */
  async change(who: WebhookKey): Promise<void> {
    this.#store.open(who).restUntil = 0
    this.#isChanged = true
    await this.wake(who)
  }

  override async alarm(): Promise<void> {
    const who = this.#store.find()
    if (who !== undefined) await this.#work(who)
  }

  /** Sends events again of the webhook that was made then: those behind a position, or those that are given. */
  async replay(who: WebhookKey, wanted: Position | readonly Item[], madeAt: number): Promise<void> {
    this.#store.sendAgain(this.#store.open(who), wanted, madeAt)
    await this.change(who)
  }

  /** What has become of events. */
  async list(who: WebhookKey, page: PageRequest, isDescending: boolean, states: readonly State[]) {
    this.#store.open(who)
    return this.#store.list(Date.now(), page, isDescending, states)
  }

  /** One page at a time; whoever asks meanwhile has another one follow. */
  #work(who: WebhookKey): Promise<void> {
    this.#isAskedAgain = this.#working !== null
    this.#working ??= this.#turn(who).finally(() => {
      this.#working = null
    })
    return this.#working
  }

  async #turn(who: WebhookKey): Promise<void> {
    this.#isChanged = false
    let next: number | null
    try {
      next = await this.#sendPage(this.#store.open(who))
    } catch (error) {
      // A database that can't answer is for the requests to log. There is no request whose id the line could have.
      if (error instanceof Error && !(error instanceof FailureError)) logError('webhook', error)
      next = Date.now() + AFTER_ERROR
    }
    if (next !== null) await this.#wakeAt(next)
    if (this.#isAskedAgain) await this.#wakeAt(Date.now())
  }

  async #wakeAt(time: number): Promise<void> {
    const current = await this.ctx.storage.getAlarm()
    if (current === null || current > time) await this.ctx.storage.setAlarm(time)
  }

  #open({ idBrand }: WebhookKey): Database {
    return openDatabase(this.env, idBrand, { isWrite: true })
  }

  /** Sends what can be sent now; answers when to go on, or null for never. */
  async #sendPage(progress: Progress): Promise<number | null> {
    const now = Date.now()
    const problem = mastersProblem(this.env)
    if (problem !== null) {
      const line = { level: 'error', event: 'unsigned', reason: misconfiguration(problem) } as const
      this.#store.keep(() => logDaily(progress, line, now))
      return now + LAST_BEAT
    }
    const parallel = PARALLEL - this.#busy.size
    if (parallel <= 0) return now + this.#beat
    if (now < progress.restUntil && !isGivenUp(progress)) return progress.restUntil
    const most = isDead(progress) ? 1 : PAGE
    const ready = this.#store.ready(now, this.#busy, most)
    const limit = Math.max(0, Math.min(most - ready.length, this.#store.room()))
    const read = await readLog(this.#open(progress), progress, ready, limit)
    const { webhook, again, fresh, start, end, hasMore } = read
    if (webhook === undefined) {
      await this.#store.end()
      return null
    }
    // Nothing is forgotten before what is under way has its answer.
    if (this.#busy.size > 0 && (!read.isThere || forgets(progress, webhook))) {
      return now + this.#beat
    }
    if (this.#store.applyChange(progress, webhook)) return this.#sendPage(progress)
    if (progress.position === null) return this.#goBack(progress, start)
    if (!webhook.isActive) {
      await this.ctx.storage.deleteAlarm()
      return null
    }
    if (isGivenUp(progress)) return this.#switchOff(webhook, progress)
    if (!read.isThere) {
      const to = await findRestart(this.#open(progress), progress.idBrand, start)
      logLine(progress, { event: 'restarted' })
      return this.#goBack(progress, to)
    }
    const back = progress.again
    progress.again = null
    if (back !== null && back.idEvent < start.idEvent) return this.#goBack(progress, back)
    const held = this.#store.heldByLane()
    const { lanes, gone } = planOf({ ready, again, fresh, held }, now)
    const sign = await signerOf(this.env, webhook, now)
    const results = await sendAll(
      {
        lanes,
        parallel,
        send: (item) => this.#send(webhook, progress, item, sign),
        maySend: () => !this.#isChanged && maySend(progress, Date.now()),
        whenLate: (result) => {
          this.#settle(progress, [result])
          this.ctx.waitUntil(this.#work(progress))
        },
      },
      this.#busy,
    )
    const isQuiet = results.length + fresh.length + gone.size === 0
    if (!isQuiet || !isSame(start, end) || now - progress.prunedAt > HOUR) {
      this.#settle(progress, results, () => {
        for (const id of gone) this.#store.drop(id)
        const done = new Set([...gone, ...results.map(({ item }) => item.idEvent)])
        for (const row of fresh) if (!done.has(row.idEvent)) this.#store.hold(itemOf(row))
        progress.position = end
      })
    }
    this.#beat = isQuiet ? Math.min(2 * this.#beat, LAST_BEAT) : FIRST_BEAT
    return this.#nextTime(progress, hasMore)
  }

  #nextTime(progress: Progress, hasMore: boolean): number {
    const now = Date.now()
    if (isGivenUp(progress)) return now
    const { restUntil } = progress
    if (hasMore && this.#store.room() <= 0) this.#store.makeRoom(progress.failures)
    const look = hasMore && this.#store.room() > 0 ? now : now + this.#beat
    return Math.max(now, restUntil, Math.min(look, this.#store.nextDue(this.#busy) ?? Infinity))
  }

  #goBack(progress: Progress, to: Position): Promise<number | null> {
    this.#store.goBack(progress, to)
    return this.#sendPage(progress)
  }

  async #send(
    { url }: WebhookRow,
    progress: Progress,
    { event, ...item }: Filled,
    sign: Sign,
  ): Promise<Outcome> {
    const id = webhookIdOf(progress.idBrand, item)
    const outcome = await postEvent({ url, id, body: JSON.stringify(event), sign })
    // What was sent to where it is sent no more says nothing.
    if (url === progress.url) noteOutcome(progress, outcome, Date.now())
    return outcome
  }

  /** Keeps what has become of tries, together with `work`. */
  #settle(progress: Progress, results: readonly Result[], work = () => {}): void {
    const now = Date.now()
    this.#store.keep(() => {
      work()
      for (const result of results) {
        this.#store.note(triedOf(result, this.env, now))
      }
      if (now - progress.prunedAt > HOUR) {
        this.#store.prune(now)
        progress.prunedAt = now
      }
      if (isDead(progress)) logDaily(progress, failing(progress, this.#store.deadCount(), now), now)
    })
  }

  /** Switches a webhook off whose endpoint is gone or has taken nothing for days. */
  async #switchOff({ url }: WebhookRow, progress: Progress): Promise<number> {
    const now = Date.now()
    const { idBrand, idWebhook } = progress
    const reason = reasonOf(progress)
    const off = disable({ idBrand, idWebhook, url, reason, now })
    await this.#open(progress).batch({ off })
    logLine(progress, { event: 'disabled', reason })
    return now
  }
}
