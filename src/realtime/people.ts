// Who may listen to a brand, as far as a hub knows. It hears of every change, so what it has once read stays true.
import { LAST_MEMBER } from '../contract/codes.ts'
import type { Database } from '../db/client.ts'
import * as queries from './queries.ts'

/** Milliseconds: who was there recently is likely to come back. */
const RECENT = 10 * 60_000

/** People that are remembered before all are forgotten; a reading brings 10,000 of those who were there recently at most. */
const MOST = 20_000

/** The status of an ambassador, or null for one who is shut out. */
type Standing = number | null

export const isMember = (standing: Standing): boolean =>
  standing !== null && standing <= LAST_MEMBER

export class People {
  readonly #open: () => { database: Database; idBrand: number }
  #standings = new Map<number, Standing>()
  readonly #asked = new Set<number>()
  /** Who has changed since the database was asked: its answer may be from before that. */
  readonly #changed = new Set<number>()
  #reading: Promise<void> | null = null
  #isCold = true

  constructor(open: () => { database: Database; idBrand: number }) {
    this.#open = open
  }

  forget(idAmbassador: number): void {
    if (this.#reading !== null) this.#changed.add(idAmbassador)
    this.#standings.delete(idAmbassador)
  }

  forgetAll(): void {
    this.#standings = new Map()
    this.#isCold = true
  }

  /** The standing of an ambassador; 0 for the brand's own systems. Many who are asked for at once are read at once. */
  async find(idAmbassador: number | null): Promise<Standing> {
    if (idAmbassador === null) return 0
    for (;;) {
      const known = this.#standings.get(idAmbassador)
      // That somebody may not listen is not remembered: it may be let in again.
      if (known === null) this.#standings.delete(idAmbassador)
      if (known !== undefined) return known
      this.#asked.add(idAmbassador)
      this.#reading ??= this.#read().finally(() => (this.#reading = null))
      await this.#reading
    }
  }

  async #read(): Promise<void> {
    // Those who come in the same breath are asked for together.
    await Promise.resolve()
    const { database, idBrand } = this.#open()
    if (this.#standings.size >= MOST) this.#standings.clear()
    const standings = this.#standings
    const asked = [...this.#asked]
    this.#asked.clear()
    this.#changed.clear()
    const { usable, recent } = await database.batch({
      usable: queries.listUsable({ idBrand, ids: asked }),
      recent: queries.listRecent({
        idBrand,
        since: this.#isCold ? Date.now() - RECENT : Number.MAX_SAFE_INTEGER,
      }),
    })
    this.#isCold &&= standings !== this.#standings
    for (const id of asked) standings.set(id, null)
    for (const { idAmbassador, status } of [...recent, ...usable]) {
      standings.set(idAmbassador, status)
    }
    // Who waits for one of them asks again.
    for (const id of this.#changed) standings.delete(id)
  }
}
