// In which rooms somebody who listens is told who writes. It is read when it comes, and kept up by what the log tells: that somebody
// writes asks the database nothing.
import { SMALL_ROOM } from '../domain/events/audience.ts'
import type { Seats } from './seats.ts'

/** The place of somebody in a small room, with the others there. In rooms of more than two a block changes nothing. */
interface Place {
  readonly isBlocked: boolean
  readonly others: readonly number[]
}

type Places = Map<number, Place>

const PLACES = 'places:'

export class Talk {
  readonly #kept: SyncKvStorage
  readonly #seats: Seats
  /** Changes so far: an answer of the database may be from before one. */
  changes = 0

  constructor({ kv }: DurableObjectStorage, seats: Seats) {
    this.#kept = kv
    this.#seats = seats
  }

  find(idAmbassador: number): Places | undefined {
    return this.#kept.get(PLACES + idAmbassador)
  }

  /** Keeps what has been read of somebody. */
  learn(
    idAmbassador: number,
    pairs: readonly { idChatroom: number; idPeer: number; isBlocked: boolean }[],
  ): void {
    const places: Places = new Map()
    for (const { idChatroom, idPeer, isBlocked } of pairs) {
      const others = [...(places.get(idChatroom)?.others ?? []), idPeer]
      places.set(idChatroom, { isBlocked, others })
    }
    this.#kept.put(PLACES + idAmbassador, places)
  }

  forget(idAmbassador: number): void {
    this.#kept.delete(PLACES + idAmbassador)
  }

  /** Nobody listens any more, so what changes is not heard of. */
  forgetAll(): void {
    this.changes += 1
    const keys = Array.from(this.#kept.list({ prefix: PLACES }), ([key]) => key)
    for (const key of keys) this.#kept.delete(key)
  }

  /** These are the members of a room. */
  gather(idChatroom: number, members: readonly number[]): void {
    for (const id of members) {
      this.#change(id, (places) => {
        const isBlocked = places.get(idChatroom)?.isBlocked ?? false
        places.delete(idChatroom)
        if (members.length > SMALL_ROOM) return
        places.set(idChatroom, { isBlocked, others: members.filter((one) => one !== id) })
      })
    }
  }

  /** Somebody has blocked a room, or not any more. */
  block(idChatroom: number, idAmbassador: number, isBlocked: boolean): void {
    this.#change(idAmbassador, (places) => {
      const place = places.get(idChatroom)
      if (place !== undefined) places.set(idChatroom, { ...place, isBlocked })
    })
  }

  #change(idAmbassador: number, change: (places: Places) => void): void {
    this.changes += 1
    const places = this.#seats.of(idAmbassador).length > 0 && this.find(idAmbassador)
    if (!places) return
    change(places)
    this.#kept.put(PLACES + idAmbassador, places)
  }

  /** Who else is in a room in which somebody may be heard and hears; nobody in a large one, or where it is not. */
  othersIn(idChatroom: number, idAmbassador: number): readonly number[] {
    const { isBlocked, others = [] } = this.find(idAmbassador)?.get(idChatroom) ?? {}
    return isBlocked && others.length === 1 ? [] : others
  }
}
