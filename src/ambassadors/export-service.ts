// All that is held about one person, page by page. The first batch has a page of everything; each one behind it has another.
import type { View } from '../contract/actor.ts'
import type { Database } from '../db/client.ts'
import type { ServiceContext } from '../domain/context.ts'
import { notFound } from '../contract/failure.ts'
import * as queries from './export-queries.ts'
import * as present from './export-present.ts'
import type { WrittenRow } from './export-present.ts'
import type { ExportLine } from './export-schema.ts'
import { findAmbassador } from '../domain/ambassadors/queries.ts'

type Pages = AsyncGenerator<ExportLine[], void>

interface Person {
  readonly idBrand: number
  readonly idAmbassador: number
}

/** A list: the page behind an id, the id of a row, and its line. */
interface List<Row> {
  readonly ask: (after: number) => Promise<{ page: Row[] }>
  readonly idOf: (row: Row) => number
  readonly lineOf: (row: Row) => ExportLine
}

/** The pages of a list behind its first one. */
async function* pagesBehind<Row>(first: readonly Row[], { ask, idOf, lineOf }: List<Row>): Pages {
  let page = first
  for (let last = page.at(-1); last !== undefined && page.length === queries.PER_PAGE;) {
    ;({ page } = await ask(idOf(last)))
    last = page.at(-1)
    yield page.map(lineOf)
  }
}

const ratings = {
  idOf: ({ idRating }: { idRating: number }) => idRating,
  lineOf: present.ratingLine,
}

const entries = {
  idOf: ({ idWaiting }: { idWaiting: number }) => idWaiting,
  lineOf: present.entryLine,
}

/** The lists whose rows have an id of their own. */
const listsOf = (database: Database, person: Person) => ({
  tags: {
    ask: (after: number) => database.batch({ page: queries.listTags({ ...person, after }) }),
    idOf: ({ id }: { id: number }) => id,
    lineOf: present.tagLine,
  },
  given: {
    ...ratings,
    ask: (after: number) =>
      database.batch({ page: queries.listRatingsGiven({ ...person, after }) }),
  },
  got: {
    ...ratings,
    ask: (after: number) => database.batch({ page: queries.listRatingsGot({ ...person, after }) }),
  },
  waiting: {
    ...entries,
    ask: (after: number) => database.batch({ page: queries.listEntries({ ...person, after }) }),
  },
  taken: {
    ...entries,
    lineOf: present.takenLine,
    ask: (after: number) =>
      database.batch({ page: queries.listEntriesTaken({ ...person, after }) }),
  },
})

type MessagePage = readonly (WrittenRow & { found: number })[]

/** The messages of `rooms`, which come by id, behind a page that was taken out of as many as a page may have. */
async function* messagesBehind(
  database: Database,
  person: Person,
  rooms: readonly number[],
  first: MessagePage,
): Pages {
  let page = first
  let most = queries.MESSAGES
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    const isLast = last.found < most && last.found === page.length
    if (isLast) return
    const { idChatroom: room, insertedAt: date, idMessage: message } = last
    const left = rooms.filter((id) => id >= room)
    // Where messages are long, few fit: those behind them need not be looked at for this page.
    most = Math.min(queries.MESSAGES, 4 * page.length)
    ;({ page } = await database.batch({
      page: queries.listMessagesOf({ ...person, rooms: left, room, date, message, most }),
    }))
    yield page.map(present.messageLine)
  }
}

const inOrder = (ids: readonly number[]): number[] => ids.toSorted((one, other) => one - other)

/** Places and messages in all rooms but those that have been `seen`. */
async function* roomsBehind(database: Database, person: Person, seen: readonly number[]): Pages {
  const { all } = await database.batch({ all: queries.listRooms(person) })
  const known = new Set(seen)
  const rest = inOrder(all.map(({ idChatroom }) => idChatroom).filter((id) => !known.has(id)))
  for (let start = 0; start < rest.length; start += queries.ROOMS) {
    const rooms = rest.slice(start, start + queries.ROOMS)
    const { pivots, messages } = await database.batch({
      pivots: queries.listPivotsOf({ ...person, rooms }),
      messages: queries.listMessagesOf({
        ...person,
        rooms,
        room: 0,
        date: 0,
        message: 0,
        most: queries.MESSAGES,
      }),
    })
    yield [...pivots.map(present.pivotLine), ...messages.map(present.messageLine)]
    yield* messagesBehind(database, person, rooms, messages)
  }
}

/**
 * Answers the record of a person, its tags, places in rooms, messages, ratings given and got, and entries of the waiting list,
 * in pages that are read as they are asked for. Throws 404 when there is no such person, before there is a page.
 */
export const exportAmbassador = async (
  { database, idBrand, actor, now }: ServiceContext,
  idAmbassador: number,
): Promise<Pages> => {
  const person = { idBrand, idAmbassador }
  const beginning = { ...person, after: 0 }
  const found = await database.batch({
    person: findAmbassador(person),
    tags: queries.listTags(beginning),
    given: queries.listRatingsGiven(beginning),
    got: queries.listRatingsGot(beginning),
    waiting: queries.listEntries(beginning),
    taken: queries.listEntriesTaken(beginning),
    pivots: queries.listPivots(person),
    messages: queries.listFirstMessages(person),
  })
  const [record] = found.person
  if (record === undefined) throw notFound()
  const view: View = { actor, now }
  const pivots = found.pivots.slice(0, queries.ROOMS)
  const rooms = inOrder(pivots.map(({ idChatroom }) => idChatroom))
  return (async function* () {
    yield [
      present.personLine(record, view),
      ...found.tags.map(present.tagLine),
      ...found.given.map(present.ratingLine),
      ...found.got.map(present.ratingLine),
      ...found.waiting.map(present.entryLine),
      ...found.taken.map(present.takenLine),
      ...pivots.map(present.pivotLine),
      ...found.messages.map(present.messageLine),
    ]
    const lists = listsOf(database, person)
    yield* pagesBehind(found.tags, lists.tags)
    yield* pagesBehind(found.given, lists.given)
    yield* pagesBehind(found.got, lists.got)
    yield* pagesBehind(found.waiting, lists.waiting)
    yield* pagesBehind(found.taken, lists.taken)
    yield* messagesBehind(database, person, rooms, found.messages)
    if (found.pivots.length > queries.ROOMS) yield* roomsBehind(database, person, rooms)
  })()
}
