// Who may listen to a brand, as far as a hub knows. It hears of every change, so what it has once read stays true.
import { LAST_MEMBER } from '../contract/codes.ts'
import type { Database } from '../db/client.ts'
import * as queries from './queries.ts'

/** Milliseconds: who was there recently is likely to come back. */
const RECENT = 10 * 60_000

/** The status of an ambassador, or null for one who is shut out. */
type Standing = number | null

export const isMember = (standing: Standing): boolean =>
  standing !== null && standing <= LAST_MEMBER

export class People {
  readonly #open: () => { database: Database; idBrand: number }
  readonly #standings = new Map<number, Standing>()
  readonly #asked = new Set<number>()
  #reading: Promise<void> | null = null
  #isCold = true
  /** Changes so far: an answer of the database may be from before one. */
  #changes = 0

  constructor(open: () => { database: Database; idBrand: number }) {
    this.#open = open
  }

  forget(idAmbassador: number): void {
    this.#changes += 1
    this.#standings.delete(idAmbassador)
  }

  forgetAll(): void {
    this.#changes += 1
    this.#standings.clear()
    this.#isCold = true
  }

  /** The standing of an ambassador. Many who are asked for at once are read at once. */
  async find(idAmbassador: number): Promise<Standing> {
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
    const changes = this.#changes
    const asked = [...this.#asked]
    this.#asked.clear()
    const { usable, recent } = await database.batch({
      usable: queries.listUsable({ idBrand, ids: asked }),
      recent: queries.listRecent({
        idBrand,
        since: this.#isCold ? Date.now() - RECENT : Number.MAX_SAFE_INTEGER,
      }),
    })
    // Who waits for it asks again.
    if (changes !== this.#changes) return
    this.#isCold = false
    for (const id of asked) this.#standings.set(id, null)
    for (const { idAmbassador, status } of [...recent, ...usable]) {
      this.#standings.set(idAmbassador, status)
    }
  }
}
