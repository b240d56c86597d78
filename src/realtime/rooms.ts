// Who hears what in a room, as far as a hub has asked. What has changed about a room is asked for again.
import type { Database } from '../db/client.ts'
import type { Entry } from './entry.ts'
import * as queries from './queries.ts'

/** Rooms and people that a hub remembers. */
const MOST = 1000

const NOBODY: ReadonlySet<number> = new Set()

const unknownTo = (known: ReadonlyMap<number, unknown>, ids: readonly (number | undefined)[]) => [
  ...new Set(ids.filter((id): id is number => id !== undefined && !known.has(id))),
]

const remember = <Key, Value>(known: Map<Key, Value>, key: Key, value: Value): void => {
  if (known.size >= MOST) known.clear()
  known.set(key, value)
}

export class Rooms {
  readonly #open: () => { database: Database; idBrand: number }
  readonly #members = new Map<number, Set<number>>()
  readonly #talkers = new Map<number, ReadonlySet<number>>()
  readonly #peers = new Map<number, Set<number>>()
  /** Events so far that may have changed who may write where. */
  #changes = 0

  constructor(open: () => { database: Database; idBrand: number }) {
    this.#open = open
  }

  /** Forgets what these events have changed. */
  heed(entries: readonly Entry[]): void {
    for (const { event } of entries) {
      if (event === null || !('id_chatroom' in event)) continue
      const { type, id_chatroom: idChatroom } = event
      if (type === 'chatroom.created') this.#peers.clear()
      if (type === 'chatroom.updated') this.#members.delete(idChatroom)
    }
  }

  /** Asks for what telling these events needs, if it is not known. */
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
    for (const id of rooms) remember(this.#members, id, new Set())
    for (const id of people) remember(this.#peers, id, new Set())
    for (const { idChatroom, idAmbassador } of members) {
      this.#members.get(idChatroom)?.add(idAmbassador)
    }
    for (const { idAmbassador, idPeer } of peers) this.#peers.get(idAmbassador)?.add(idPeer)
  }

  membersOf(idChatroom: number): ReadonlySet<number> {
    return this.#members.get(idChatroom) ?? NOBODY
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
    if (type !== 'message.created') {
      this.#talkers.delete(idChatroom)
      this.#changes += 1
    } else if (audience.ambassadors !== undefined) {
      remember(this.#talkers, idChatroom, new Set(audience.ambassadors))
    }
  }

  /** Whom it is told that somebody writes in a room; nobody in a large or blocked one. */
  async talkersIn(idChatroom: number): Promise<ReadonlySet<number>> {
    const known = this.#talkers.get(idChatroom)
    if (known !== undefined) return known
    const { database, idBrand } = this.#open()
    const changes = this.#changes
    const { found } = await database.batch({ found: queries.listTalkers({ idBrand, idChatroom }) })
    const talkers = new Set(found.map(({ idAmbassador }) => idAmbassador))
    // What was read may be from before a change that has been told meanwhile.
    if (changes === this.#changes) remember(this.#talkers, idChatroom, talkers)
    return talkers
  }
}
