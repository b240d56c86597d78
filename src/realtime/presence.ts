// Who is there. A socket that pings keeps its ambassador online, and those who share a small room with it are told of changes.
import type { Database } from '../db/client.ts'
import { ONLINE_FOR } from '../domain/ambassadors/present.ts'
import * as queries from './queries.ts'
import type { Talk } from './talk.ts'

/** How often, in milliseconds, those who stay are marked: less than the 5 minutes for which a mark counts. */
const INTERVAL = 4 * 60_000

/** Milliseconds for which those who come are gathered: a few at once, many who come back in fewer round trips. */
const GATHERING = 100
const GATHERING_MORE = 1000

/** Of whom it is asked at once with whom they share rooms; of fewer when these are too many. */
const MOST_ASKED = 100

/** Of whom it has been told that they are online, with when, in milliseconds, each was last known to be. */
export type Seen = Map<number, number>

export interface Crowd {
  readonly open: () => { database: Database; idBrand: number }
  /** What was kept; without it a hub that wakes would tell and mark everybody again. */
  readonly load: () => Promise<Seen>
  readonly keep: (seen: Seen) => Promise<void>
  /** The ambassadors with a socket that pings. */
  readonly alive: (now: number) => number[]
  readonly tell: (idAmbassador: number, online: boolean, peers: readonly number[]) => Promise<void>
  /** These have a socket and may not listen any more. */
  readonly shutOut: (ids: readonly number[]) => void
}

export class Presence {
  readonly #talk: Talk
  readonly #crowd: Crowd
  readonly #touched = new Set<number>()
  #isGathering = false
  #settledAt = 0
  #seen: Seen | null = null
  #work: Promise<unknown> = Promise.resolve()

  constructor(talk: Talk, crowd: Crowd) {
    this.#talk = talk
    this.#crowd = crowd
  }

  /** Somebody has come, or has left: either way it was there just now. */
  touch(idAmbassador: number): void {
    this.#touched.add(idAmbassador)
    if (this.#isGathering) return
    this.#isGathering = true
    const hasJustSettled = Date.now() - this.#settledAt < GATHERING_MORE
    setTimeout(
      () => {
        this.#isGathering = false
        this.settle().catch(() => undefined)
      },
      hasJustSettled ? GATHERING_MORE : GATHERING,
    )
  }

  /** Of whom it has been told that they are online, and not yet that they are not. */
  async seen(): Promise<Seen> {
    const kept = this.#seen ?? (await this.#crowd.load())
    return (this.#seen ??= kept)
  }

  /** Forgets whom it has told of: nobody may listen any more. */
  async forget(): Promise<void> {
    this.#seen = new Map()
    await this.#crowd.keep(this.#seen)
  }

  /** Marks who has come or left, and those who stay when it is time to; tells who is online, and who is not any more. */
  settle(): Promise<void> {
    const settled = this.#work.then(() => this.#settle())
    this.#work = settled.catch(() => undefined)
    return settled
  }

  /** Waits until is known what there is to know of those who have just come. */
  arrived(): Promise<unknown> {
    if (this.#touched.size > 0) this.settle().catch(() => undefined)
    return this.#work
  }

  async #settle(): Promise<void> {
    const seen = await this.seen()
    const now = (this.#settledAt = Date.now())
    const isAgo = (id: number, time: number) => (seen.get(id) ?? 0) + time <= now
    const alive = this.#crowd.alive(now)
    const isDue = alive.some((id) => seen.has(id) && isAgo(id, INTERVAL))
    // Who has come while the database did not answer is not known yet.
    const arriving = new Set([...this.#touched, ...alive.filter((id) => isAgo(id, ONLINE_FOR))])
    const leaving = [...seen.keys()].filter((id) => !arriving.has(id) && isAgo(id, ONLINE_FOR))
    let staying = isDue ? alive.filter((id) => !arriving.has(id)) : []
    const listening = new Set(alive)
    const asked = [...arriving, ...leaving]
    let most = MOST_ASKED
    while (asked.length + staying.length > 0) {
      const some = asked.splice(0, most)
      const here = some.filter((id) => arriving.has(id))
      // Who comes back while it is being found gone stays touched.
      for (const id of here) this.#touched.delete(id)
      const present = new Set([...here, ...staying])
      const gone = some.filter((id) => !arriving.has(id))
      const { database, idBrand } = this.#crowd.open()
      const { changes } = this.#talk
      const { marked, known, pairs } = await database.batch({
        marked: queries.markPresent({ idBrand, ids: [...present], now }),
        known: queries.listUsable({ idBrand, ids: gone }),
        pairs: queries.listCompany({ idBrand, ids: some }),
      })
      // Of some of them it is not known whom they share a room with.
      if (pairs.length >= queries.MOST_PAIRS && some.length > 1) {
        asked.unshift(...some)
        most = some.length >> 1
        continue
      }
      staying = []
      most = Math.min(most * 2, MOST_ASKED)
      const coming = here.filter((id) => isAgo(id, ONLINE_FOR))
      for (const { idAmbassador } of marked) {
        seen.set(idAmbassador, now)
        present.delete(idAmbassador)
      }
      // Who sends requests without a socket stays online.
      for (const { idAmbassador, lastAction } of known) seen.set(idAmbassador, lastAction ?? 0)
      const peersOf = Map.groupBy(pairs, ({ idAmbassador }) => idAmbassador)
      const tell = (id: number, online: boolean) =>
        this.#crowd.tell(id, online, [...new Set(peersOf.get(id)?.map(({ idPeer }) => idPeer))])
      for (const id of here.filter((one) => listening.has(one))) {
        // An answer that a change has overtaken is not kept.
        if (changes === this.#talk.changes) this.#talk.learn(id, peersOf.get(id) ?? [])
        else this.touch(id)
      }
      for (const id of coming) if (!isAgo(id, ONLINE_FOR)) await tell(id, true)
      for (const id of gone) {
        if (!isAgo(id, ONLINE_FOR)) continue
        seen.delete(id)
        this.#talk.forget(id)
        await tell(id, false)
      }
      this.#crowd.shutOut([...present])
      await this.#crowd.keep(seen)
    }
  }
}
