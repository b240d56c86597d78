// Who is there. A socket that pings keeps its ambassador online, and those who share a small room with it are told of changes.
import type { Database } from '../db/client.ts'
import * as queries from './queries.ts'

/** How often, in milliseconds, those who stay are marked: less than the 5 minutes for which a mark counts. */
const INTERVAL = 4 * 60_000

/** Milliseconds for which an ambassador counts as online after its last action. */
const ONLINE_FOR = 5 * 60_000

/** Milliseconds for which those who come are gathered: a few at once, many who come back in fewer round trips. */
const GATHERING = 100
const GATHERING_MORE = 1000

interface Pair {
  readonly idAmbassador: number
  readonly idPeer: number
}

export interface Crowd {
  readonly open: () => { database: Database; idBrand: number }
  /** The ambassadors with a socket that pings. */
  readonly alive: (now: number) => number[]
  readonly tell: (idAmbassador: number, online: boolean, peers: readonly number[]) => Promise<void>
  /** These have a socket and may not listen any more. */
  readonly shutOut: (ids: readonly number[]) => void
}

const byAmbassador = (pairs: readonly Pair[]): Map<number, number[]> => {
  const peers = new Map<number, number[]>()
  for (const { idAmbassador, idPeer } of pairs) {
    peers.set(idAmbassador, [...(peers.get(idAmbassador) ?? []), idPeer])
  }
  return peers
}

export class Presence {
  readonly #crowd: Crowd
  readonly #gathered = new Set<number>()
  #isGathering = false
  #gatheredAt = 0
  #markedAt = 0
  #fadedUntil = 0

  constructor(crowd: Crowd) {
    this.#crowd = crowd
  }

  /** Somebody has come, or has left: either way it was there just now. */
  touch(idAmbassador: number): void {
    this.#gathered.add(idAmbassador)
    if (this.#isGathering) return
    this.#isGathering = true
    const hasJustMarked = Date.now() - this.#gatheredAt < GATHERING_MORE
    setTimeout(
      () => {
        this.#isGathering = false
        this.#markGathered().catch(() => undefined)
      },
      hasJustMarked ? GATHERING_MORE : GATHERING,
    )
  }

  async #markGathered(): Promise<void> {
    const now = Date.now()
    this.#gatheredAt = now
    const ids = [...this.#gathered]
    this.#gathered.clear()
    const { database, idBrand } = this.#crowd.open()
    const { appearing } = await database.batch({
      appearing: queries.listAppearing({ idBrand, ids, stale: now - ONLINE_FOR }),
      marked: queries.markPresent({ idBrand, ids, now }),
    })
    await this.#tellPeers(appearing, true)
  }

  async #tellPeers(pairs: readonly Pair[], online: boolean): Promise<void> {
    for (const [id, peers] of byAmbassador(pairs)) await this.#crowd.tell(id, online, peers)
  }

  /** Tells who is not online any more, and marks those who still are when it is time to. */
  async beat(now: number): Promise<void> {
    const alive = this.#crowd.alive(now)
    const isDue = this.#markedAt + INTERVAL <= now
    const { database, idBrand } = this.#crowd.open()
    const until = now - ONLINE_FOR
    const from = Math.max(this.#fadedUntil, until - INTERVAL)
    const { marked, faded } = await database.batch({
      marked: queries.markPresent({ idBrand, ids: isDue ? alive : [], now }),
      faded: queries.listFaded({ idBrand, from, until }),
    })
    this.#fadedUntil = until
    await this.#tellPeers(faded, false)
    if (!isDue) return
    this.#markedAt = now
    const usable = new Set(marked.map(({ idAmbassador }) => idAmbassador))
    this.#crowd.shutOut(alive.filter((id) => !usable.has(id)))
  }
}
