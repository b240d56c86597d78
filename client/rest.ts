// The calls of the API by method and path.
import createClient, { type Client } from 'openapi-fetch'
import type { paths } from './schema.ts'
import { type SendOptions, sender } from './send.ts'
import { createSession, type Session, type SessionOptions } from './session.ts'

export interface RestClientOptions extends SessionOptions, SendOptions {
  /** Where the Worker answers, without `/api/v2`: `https://chat.example.com`. */
  readonly baseUrl: string
}

/** The calls of the API by method and path. They reject when the network fails or the call is aborted, else they answer. */
export type Calls = Pick<Client<paths>, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'>

/** What belongs to calls and is nobody's business. */
interface Connection {
  readonly session: Session
  readonly baseUrl: string
}

const CONNECTION = Symbol()

/** The connection of calls, also of a copy of them. */
export const connectionOf = (calls: Calls): Connection =>
  (calls as Calls & { [CONNECTION]: Connection })[CONNECTION]

/**
 * The calls alone. An app that uses no verbs is smaller with it; `follow` takes it too.
 * @throws TypeError without a token.
 */
export const createRestClient = ({ baseUrl, ...options }: RestClientOptions): Calls => {
  const session = createSession(options)
  const { GET, POST, PUT, PATCH, DELETE } = createClient<paths>({
    baseUrl,
    fetch: sender(session, options),
  })
  const calls = { GET, POST, PUT, PATCH, DELETE, [CONNECTION]: { session, baseUrl } }
  return calls
}
