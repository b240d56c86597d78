// Bare with what every honest Worker has: a session with its bookmark, the project's bytes and headers, and a line in the log.
import {
  presentChatroom,
  type MemberRow,
  type RoomRow,
} from '../../src/domain/chatrooms/present.ts'
import { presentMessage, type AuthoredMessageRow } from '../../src/domain/messages/present.ts'
import { ANSWER_HEADERS } from '../../src/http/headers.ts'
import { type Respond, serve } from './serve.ts'
import { projectBatches } from './sql.ts'

const respond: Respond = (task, found, status, body) => {
  const view = { actor: { self: null, scopes: new Set(['chat:brand']) }, now: Date.now() } as const
  const rowsOf = (name: string): readonly unknown[] => {
    const { read } = projectBatches[task][name] ?? {}
    const rows = found[name] ?? []
    return read === undefined ? rows : rows.map(read)
  }
  const answer =
    body !== null
      ? presentMessage(
          {
            ...rowsOf('known')[0]!,
            ...rowsOf('inserted')[0]!,
            content: body.content,
            typeMessage: body.type_message,
          } as AuthoredMessageRow,
          view,
        )
      : presentChatroom(rowsOf('rooms')[0] as RoomRow, rowsOf('members') as MemberRow[], view)
  return Response.json(answer, { status, headers: ANSWER_HEADERS })
}

export default {
  async fetch(request, { DB }) {
    const startedAt = Date.now()
    const session = DB.withSession('first-primary')
    const response = await serve(request, session, projectBatches, respond)
    const requestId = crypto.randomUUID()
    response.headers.set('X-D1-Bookmark', session.getBookmark() ?? '')
    response.headers.set('X-Request-Id', requestId)
    console.log(
      JSON.stringify({
        level: 'info',
        requestId,
        method: request.method,
        route: new URL(request.url).pathname,
        status: response.status,
        brand: Number(request.headers.get('X-Popsell-Brand')),
        sub: 'bench',
        milliseconds: Date.now() - startedAt,
        d1: { calls: 1, rowsRead: 0, rowsWritten: 0 },
      }),
    )
    return response
  },
} satisfies ExportedHandler<Env>
