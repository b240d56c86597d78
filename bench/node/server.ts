// What people would write instead: one Node server with Fastify, jose, zod and SQLite. It answers the routes of the benchmark as
// the project does, with its presenters, and keeps its line of a log. Arguments: the file of the database and the secret.
import Fastify from 'fastify'
import { jwtVerify } from 'jose'
import { z } from 'zod'
import { presentChatroom } from '../../src/domain/chatrooms/present.ts'
import { presentMessage } from '../../src/domain/messages/present.ts'
import { openStore } from './store.ts'

const [, , file = '', secret = ''] = process.argv

const Id = z.int().min(1).max(2_147_483_647)
const Room = z.object({ id: z.coerce.number().pipe(Id) })
const NewRoom = z.object({ ids_ambassadors: z.tuple([Id, Id]), source: z.int().min(0).max(2) })
const NewMessage = z.object({
  id_ambassador: Id,
  type_message: z.int().min(0).max(9),
  content: z.string().min(1).max(20_000),
})

const key = new TextEncoder().encode(secret)
const store = openStore(file)
const server = Fastify({ logger: true })

const view = () => ({
  actor: { self: null, scopes: new Set(['chat:brand'] as const) },
  now: Date.now(),
})

server.addHook('onRequest', async (request, reply) => {
  try {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
    await jwtVerify(token, key, { algorithms: ['HS256'], requiredClaims: ['exp'] })
  } catch {
    await reply.code(401).send({ message: 'Unauthorized.' })
  }
})

const brandOf = (headers: Record<string, unknown>): number =>
  Id.parse(Number(headers['x-popsell-brand']))

server.post('/api/v2/chat/chatrooms', (request, reply) => {
  const { ids_ambassadors: ids, source } = NewRoom.parse(request.body)
  const opened = store.openRoom(brandOf(request.headers), ids, source)
  if (opened === null) return reply.code(422).send({ message: 'Unknown ambassador.' })
  return reply
    .code(opened.isNew ? 201 : 200)
    .send(presentChatroom(opened.room, opened.members, view()))
})

server.get('/api/v2/chat/chatrooms/:id', (request, reply) => {
  const { id } = Room.parse(request.params)
  const found = store.findRoom(brandOf(request.headers), id)
  if (found === null) return reply.code(404).send({ message: 'Not Found.' })
  return reply.send(presentChatroom(found.room, found.members, view()))
})

server.post('/api/v2/chat/chatrooms/:id/messages', (request, reply) => {
  const { id } = Room.parse(request.params)
  const body = NewMessage.parse(request.body)
  const { id_ambassador: idAuthor, type_message: typeMessage, content } = body
  const posted = store.post(brandOf(request.headers), id, idAuthor, typeMessage, content)
  if (posted === null) return reply.code(422).send({ message: 'Not a member of this room.' })
  return reply.code(201).send(presentMessage(posted, view()))
})

process.send?.(await server.listen({ host: '127.0.0.1', port: 0 }))
// Never alone.
process.on('disconnect', () => process.exit())
