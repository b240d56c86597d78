// Requests to the real Worker, each answer checked against the OpenAPI document.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { AppEnv } from '../../src/http/env.ts'
import worker from '../../src/index.ts'
import { checkAgainstDocument, JSON_TYPE, LINES_TYPE } from './document.ts'
import { signToken } from './tokens.ts'

export const CHATROOMS = '/api/v2/chat/chatrooms'

export interface Options {
  /** A bearer token; null for none. A good one for brand 3 by default. */
  readonly token?: string | null
  /** The brand header; null for none. 3 by default. */
  readonly brand?: number | string | null
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is, in place of `body`. */
  readonly rawBody?: BodyInit
  readonly headers?: Record<string, string>
  /** In place of some of the bindings. */
  readonly env?: Partial<AppEnv['Bindings']>
  /** All of the bindings, which stand for an isolate; by default each request has one of its own. */
  readonly bindings?: Env
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // The tests assert the whole body, so its type is theirs.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

const headersOf = async ({ token, brand = 3, body, headers }: Options): Promise<Headers> => {
  const all = new Headers()
  const bearer = token === undefined ? await signToken() : token
  if (bearer !== null) all.set('Authorization', `Bearer ${bearer}`)
  if (brand !== null) all.set('X-Popsell-Brand', String(brand))
  if (body !== undefined) all.set('Content-Type', 'application/json')
  for (const [name, value] of Object.entries(headers ?? {})) all.set(name, value)
  return all
}

const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)

/** Sends one request through the Worker. Of an answer in lines the body is an array of them. */
export const send = async (
  method: string,
  path: string,
  options: Options = {},
): Promise<Answer> => {
  const payload =
    options.rawBody ?? (options.body === undefined ? null : JSON.stringify(options.body))
  const request = new Request(`https://chat.example.com${path}`, {
    method,
    headers: await headersOf(options),
    body: payload,
  })
  const context = createExecutionContext()
  const response = await worker.fetch(
    request,
    options.bindings ?? { ...env, ...options.env },
    context,
  )
  // Not text(): workerd warns of a media type that it does not know for text.
  const text = new TextDecoder().decode(await response.arrayBuffer())
  await waitOnExecutionContext(context)
  const isLines = response.headers.get('Content-Type') === LINES_TYPE
  const body = isLines ? linesOf(text) : text === '' ? null : JSON.parse(text)
  const mediaType = isLines ? LINES_TYPE : JSON_TYPE
  checkAgainstDocument(method, new URL(request.url).pathname, response.status, body, mediaType)
  return { status: response.status, headers: response.headers, body }
}

/** Creates a chatroom, or is refused. */
export const create = (body: unknown, options: Options = {}): Promise<Answer> =>
  send('POST', CHATROOMS, { ...options, body })

/** Reads a chatroom. */
export const read = (idChatroom: number, options: Options = {}): Promise<Answer> =>
  send('GET', `${CHATROOMS}/${idChatroom}`, options)

/** Posts a message in a room, or is refused. */
export const post = (idChatroom: number, body: unknown, options: Options = {}): Promise<Answer> =>
  send('POST', `${CHATROOMS}/${idChatroom}/messages`, { ...options, body })

/** Lists the rooms of an ambassador. */
export const listRooms = (
  idAmbassador: number,
  query = '',
  options: Options = {},
): Promise<Answer> =>
  send('GET', `/api/v2/chat/ambassadors/${idAmbassador}/chatrooms${query}`, options)
