// The limit: the project's own SQL as raw D1 batches, without a token, validation, a framework, a log or a presenter.
import * as creation from '../../src/chatrooms/open-queries.ts'
import * as rooms from '../../src/chatrooms/queries.ts'
import type { Bound } from '../../src/db/statement.ts'
import * as posting from '../../src/messages/append-queries.ts'

type Declared = (values: never) => Bound<unknown>
type Values = Readonly<Record<string, string | number | null>>

/** Stands in for the values of a statement, so that each of them tells its name, also as JSON. */
const names = new Proxy(
  {},
  { has: () => true, get: (_, name) => ({ name, toJSON: () => String(name) }) },
)

const nameOf = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('"', '')
  return (value as { name?: string } | null)?.name ?? value
}

/** The text of a statement, and for each of its parameters the name of its value, or the value if it is always the same. */
const plain = (declared: Declared) => {
  const { sql, values } = declared(names as never)
  return { sql, parameters: values.map(nameOf) }
}

type Plain = ReturnType<typeof plain>

const PAIR = [
  plain(creation.findUsableAmbassadors),
  plain(creation.insertPairRoom),
  plain(creation.insertPairPivots),
  plain(rooms.findRoomByKey),
  plain(rooms.listMembersByKey),
]
const READ = [plain(rooms.findRoom), plain(rooms.listMembers)]
const MESSAGE = [
  plain(posting.findPostingRoom),
  plain(posting.findByRequestKey),
  plain(posting.insertMessage),
  plain(posting.unarchive),
  plain(posting.moveInLists),
  plain(posting.markPosted),
  plain(posting.updateLastMessage),
  plain(posting.findPosted),
]

const send = (database: D1Database, statements: readonly Plain[], values: Values) =>
  database.batch(
    statements.map(({ sql, parameters }) =>
      database
        .prepare(sql)
        .bind(
          ...parameters.map((value) =>
            typeof value === 'string' && value in values ? values[value] : value,
          ),
        ),
    ),
  )

const create = async (database: D1Database, idBrand: number, request: Request) => {
  const { ids_ambassadors: ids, source } = await request.json<{
    ids_ambassadors: [number, number]
    source: number
  }>()
  const roomKey = `pair:${Math.min(...ids)}:${Math.max(...ids)}`
  const values = { idBrand, roomKey, source, ids: JSON.stringify(ids), now: Date.now() }
  const [, inserted, , room, members] = await send(database, PAIR, values)
  const answer = { room: room?.results, members: members?.results }
  return Response.json(answer, { status: inserted?.results.length === 1 ? 201 : 200 })
}

const read = async (database: D1Database, idBrand: number, idChatroom: number) => {
  const [room, members] = await send(database, READ, { idBrand, idChatroom, viewer: null })
  return Response.json({ room: room?.results, members: members?.results })
}

const post = async (
  database: D1Database,
  idBrand: number,
  idChatroom: number,
  request: Request,
) => {
  const body = await request.json<{
    id_ambassador: number
    type_message: number
    content: string
  }>()
  const results = await send(database, MESSAGE, {
    idBrand,
    idChatroom,
    idAuthor: body.id_ambassador,
    idOther: body.id_ambassador,
    typeMessage: body.type_message,
    content: body.content,
    viewer: null,
    now: Date.now(),
    requestKey: null,
    requestHash: null,
  })
  return Response.json(results.at(-1)?.results, { status: 201 })
}

const selectOne = async (database: D1Database) =>
  Response.json(await database.prepare('select 1').first())

export default {
  fetch(request, { DB: database }) {
    const { pathname } = new URL(request.url)
    if (pathname === '/select-1') return selectOne(database)
    const [, , , , , id, messages] = pathname.split('/')
    const idBrand = Number(request.headers.get('X-Popsell-Brand'))
    if (id === undefined) return create(database, idBrand, request)
    if (messages === undefined) return read(database, idBrand, Number(id))
    return post(database, idBrand, Number(id), request)
  },
} satisfies ExportedHandler<Env>
