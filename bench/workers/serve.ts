// The smallest Worker that answers the routes of the benchmark with the SQL of a contender: no token, no validation, no framework.
import type { Batches, Plain } from './sql.ts'

type Values = Readonly<Record<string, string | number | null>>

/** The rows of each statement of a batch. */
type Found = Readonly<Record<string, readonly Record<string, unknown>[]>>

type Task = keyof Batches

/** What is posted in a room. */
interface Body {
  readonly id_ambassador: number
  readonly type_message: number
  readonly content: string
}

/** Makes an answer of what a batch has found. */
export type Respond = (task: Task, found: Found, status: number, body: Body | null) => Response

type Connection = Pick<D1Database, 'prepare' | 'batch'>

const send = async (
  connection: Connection,
  statements: Readonly<Record<string, Plain>>,
  values: Values,
): Promise<Found> => {
  const results = await connection.batch<Record<string, unknown>>(
    Object.values(statements).map(({ sql, parameters }) =>
      connection
        .prepare(sql)
        .bind(
          ...parameters.map((value) =>
            typeof value === 'string' && value in values ? values[value] : value,
          ),
        ),
    ),
  )
  return Object.fromEntries(
    Object.keys(statements).map((name, index) => [name, results[index]?.results ?? []]),
  )
}

/** Answers `/api/v2/chat/chatrooms`, `…/{id}` and `…/{id}/messages`. */
export const serve = async (
  request: Request,
  connection: Connection,
  batches: Batches,
  respond: Respond,
): Promise<Response> => {
  const [, , , , , id, messages] = new URL(request.url).pathname.split('/')
  const idBrand = Number(request.headers.get('X-Popsell-Brand'))
  const now = Date.now()
  if (id === undefined) {
    const { ids_ambassadors: ids, source } = await request.json<{
      ids_ambassadors: [number, number]
      source: number
    }>()
    const [idFirst, idSecond] = [Math.min(...ids), Math.max(...ids)]
    const roomKey = `pair:${idFirst}:${idSecond}`
    const values = { idBrand, roomKey, idFirst, idSecond, source, ids: JSON.stringify(ids), now }
    const found = await send(connection, batches.create, values)
    return respond('create', found, found['inserted']?.length === 1 ? 201 : 200, null)
  }
  const room = { idBrand, idChatroom: Number(id), viewer: null }
  if (messages === undefined) {
    return respond('read', await send(connection, batches.read, room), 200, null)
  }
  const body = await request.json<Body>()
  const found = await send(connection, batches.message, {
    ...room,
    idAuthor: body.id_ambassador,
    idOther: body.id_ambassador,
    typeMessage: body.type_message,
    content: body.content,
    now,
    requestKey: null,
    requestHash: null,
  })
  return respond('message', found, 201, body)
}

/** The rows as they are. */
export const respondRows: Respond = (task, found, status) => {
  const { rooms, members, known, inserted, posted } = found
  const message = posted ?? { known, inserted }
  return Response.json(task === 'message' ? message : { rooms, members }, { status })
}
