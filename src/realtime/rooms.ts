// Who hears what in a room, as far as a hub has asked. What has changed about a room is asked for again.
import type { Database } from '../db/client.ts'
import type { Entry } from './entry.ts'
import * as queries from './queries.ts'

/** Rooms and people that a hub remembers before it forgets all of them, and those who are in or with them. */
const MOST = 1000
const MOST_INSIDE = 100_000

const NOBODY: ReadonlySet<number> = new Set()

/** The members of a room, each with the newest message that it has purged. */
type Members = Map<number, number | null>

/** Those of these ids that must be asked for. What is known is given up for that when it would be too much. */
const unknownTo = (
  known: Map<number, { readonly size: number }>,
  ids: readonly (number | undefined)[],
): readonly number[] => {
  const needed = [...new Set(ids.filter((id) => id !== undefined))]
  const unknown = needed.filter((id) => !known.has(id))
  const inside = [...known.values()].reduce((sum, { size }) => sum + size, 0)
  const fits = known.size + unknown.length <= MOST && inside <= MOST_INSIDE
  if (fits || unknown.length === 0) return unknown
  known.clear()
  return needed
}

export class Rooms {
  readonly #open: () => { database: Database; idBrand: number }
  readonly #members = new Map<number, Members>()
  readonly #talkers = new Map<number, ReadonlySet<number>>()
  readonly #peers = new Map<number, Set<number>>()
  /** Events so far that may have changed who may write where. */
  #changes = 0

  constructor(open: () => { database: Database; idBrand: number }) {
    this.#open = open
  }

  /** Nobody listens any more, so what changes is not heard of. */
  forgetAll(): void {
    this.#members.clear()
    this.#peers.clear()
    this.#forgetTalkers()
  }

  /** Asks for what telling these events needs, if it is not known or they have changed it. */
  async prepareNew(entries: readonly Entry[]): Promise<void> {
    for (const { event } of entries) {
      if (event?.type === 'chatroom.created') this.#peers.clear()
      if (event?.type === 'chatroom.updated') this.#members.delete(event.id_chatroom)
    }
    await this.prepare(entries)
  }

  /** The same for events that were told before. */
  async prepare(entries: readonly Entry[]): Promise<void> {
    const rooms = unknownTo(
      this.#members,
      entries.map(({ audience }) => audience.room),
    )
    const people = unknownTo(
      this.#peers,
      entries.map(({ audience }) => audience.peersOf),
    )
    if (rooms.length === 0 && people.length === 0) return
    const { database, idBrand } = this.#open()
    const { members, peers } = await database.batch({
      members: queries.listMembers({ idBrand, ids: rooms }),
      peers: queries.listPeers({ idBrand, ids: people }),
    })
    for (const id of rooms) this.#members.set(id, new Map())
    for (const id of people) this.#peers.set(id, new Set())
    for (const { idChatroom, idAmbassador, purgedMessage } of members) {
      this.#members.get(idChatroom)?.set(idAmbassador, purgedMessage)
    }
    for (const { idAmbassador, idPeer } of peers) this.#peers.get(idAmbassador)?.add(idPeer)
  }

  isMember(idChatroom: number, idAmbassador: number): boolean {
    return this.#members.get(idChatroom)?.has(idAmbassador) === true
  }

  /** Whether somebody has purged the message that an event in the room of a tag tells of. */
  hasPurged(idAmbassador: number, { event, audience: { room = 0 } }: Entry): boolean {
    if (event === null || !('id_message' in event)) return false
    return (this.#members.get(room)?.get(idAmbassador) ?? 0) >= event.id_message
  }

  peersOf(idAmbassador: number): ReadonlySet<number> {
    return this.#peers.get(idAmbassador) ?? NOBODY
  }

  /**
   * Notes what an event says of who may write in its room, once it is its turn: a message in the room of two that neither had
   * blocked it, and anything else that this may have changed.
   */
  noteTalk({ event, audience }: Entry): void {
    if (event === null || !('id_chatroom' in event)) return
    const { type, id_chatroom: idChatroom } = event
    if (type === 'pivot.updated') {
      this.#members.get(idChatroom)?.set(event.data.id_ambassador, event.data.purged_message)
    }
    if (type !== 'message.created') this.#forgetTalkers(idChatroom)
    else if (audience.ambassadors !== undefined) this.#setTalkers(idChatroom, audience.ambassadors)
  }

  #setTalkers(idChatroom: number, ids: readonly number[]): ReadonlySet<number> {
    const talkers = new Set(ids)
    if (this.#talkers.size >= MOST) this.#talkers.clear()
    this.#talkers.set(idChatroom, talkers)
    return talkers
  }

  #forgetTalkers(idChatroom?: number): void {
    this.#changes += 1
    if (idChatroom === undefined) this.#talkers.clear()
    else this.#talkers.delete(idChatroom)
  }

  /** Whom it is told that somebody writes in a room; nobody in a large or blocked one. */
  async talkersIn(idChatroom: number): Promise<ReadonlySet<number>> {
    const known = this.#talkers.get(idChatroom)
    if (known !== undefined) return known
    const changes = this.#changes
    const { database, idBrand } = this.#open()
    const { found } = await database.batch({ found: queries.listTalkers({ idBrand, idChatroom }) })
    const ids = found.map(({ idAmbassador }) => idAmbassador)
    // An answer that a change has overtaken is not kept.
    return changes === this.#changes ? this.#setTalkers(idChatroom, ids) : new Set(ids)
  }
}
