// Who hears what in a room, as far as a hub has asked. What has changed about a room is asked for again.
import { chunksOf } from '../db/chunks.ts'
import type { Database } from '../db/client.ts'
import type { Entry } from './entry.ts'
import * as queries from './queries.ts'
import type { Talk } from './talk.ts'

/** Rooms and people that a hub remembers before it forgets all of them, and those who are in or with them. */
const MOST = 1000
const MOST_INSIDE = 100_000

/** Events that are prepared at once: a page may tell of as many large rooms, or people with many rooms. */
const SLICE = 10

/** What telling these events needs is asked for, and then they are told, a slice at a time. */
export const inSlices = (entries: readonly Entry[]) => chunksOf(entries, SLICE)

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
  #members = new Map<number, Members>()
  #peers = new Map<number, Set<number>>()
  readonly #talk: Talk

  constructor(open: () => { database: Database; idBrand: number }, talk: Talk) {
    this.#open = open
    this.#talk = talk
  }

  /** Nobody listens any more, so what changes is not heard of. */
  forgetAll(): void {
    // What is being asked for goes into those that were given up.
    this.#members = new Map()
    this.#peers = new Map()
    this.#talk.forgetAll()
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
    const [inRooms, ofPeople] = [this.#members, this.#peers]
    const { database, idBrand } = this.#open()
    const { members, peers } = await database.batch({
      members: queries.listMembers({ idBrand, ids: rooms }),
      peers: queries.listPeers({ idBrand, ids: people }),
    })
    for (const id of rooms) inRooms.set(id, new Map())
    for (const id of people) ofPeople.set(id, new Set())
    for (const { idChatroom, idAmbassador, purgedMessage } of members) {
      inRooms.get(idChatroom)?.set(idAmbassador, purgedMessage)
    }
    for (const { idAmbassador, idPeer } of peers) ofPeople.get(idAmbassador)?.add(idPeer)
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

  /** Notes what an event says of its room, once it is its turn. */
  note({ event, audience }: Entry): void {
    if (event?.type === 'pivot.updated') {
      const { id_chatroom: idChatroom, id_ambassador: id, is_blocked, purged_message } = event.data
      this.#members.get(idChatroom)?.set(id, purged_message)
      this.#talk.block(idChatroom, id, is_blocked)
    }
    if (event?.type === 'chatroom.created' || event?.type === 'chatroom.updated') {
      const idChatroom = event.id_chatroom
      const members = this.#members.get(idChatroom)?.keys() ?? []
      this.#talk.gather(idChatroom, audience.ambassadors ?? [...members])
    }
  }
}
