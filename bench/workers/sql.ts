// The SQL of a contender as plain texts: one batch for each kind of request.
import * as opening from '../../src/chatrooms/open-queries.ts'
import type { Bound } from '../../src/db/statement.ts'
import * as rooms from '../../src/domain/chatrooms/queries.ts'
import * as posting from '../../src/messages/append-queries.ts'

/** A statement: its text, and for each parameter the name of its value, or the value if it is always the same. */
export interface Plain {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Makes a row of what D1 answers; absent where that is the row. */
  readonly read?: Bound<unknown>['read']
}

/** The statements of a batch by the names of what they answer. */
export type Batches = Readonly<
  Record<'create' | 'read' | 'message', Readonly<Record<string, Plain>>>
>

type Declared = (values: never) => Bound<unknown>

/** Stands in for the values of a statement, so that each of them tells its name, also as JSON. */
const names = new Proxy(
  {},
  { has: () => true, get: (_, name) => ({ name, toJSON: () => String(name) }) },
)

const nameOf = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('"', '')
  return (value as { name?: string } | null)?.name ?? value
}

const plain = (declared: Declared): Plain => {
  const { sql, values, read } = declared(names as never)
  return { sql, parameters: values.map(nameOf), read }
}

/** The batches that the project sends. */
export const projectBatches: Batches = {
  create: {
    inserted: plain(opening.insertPairRoom),
    opened: plain(opening.appendCreated),
    joined: plain(opening.insertPairPivots),
    rooms: plain(rooms.findRoomByKey),
    members: plain(opening.listPair),
  },
  read: { rooms: plain(rooms.findRoom), members: plain(rooms.listMembers) },
  message: {
    known: plain(posting.findPosting),
    inserted: plain(posting.insertMessage),
    created: plain(posting.appendCreated),
    moved: plain(posting.updatePivots),
    updated: plain(posting.updateRoom),
  },
}
