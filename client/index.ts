// The typed client of edge-chatrooms, for browsers and Node: the paths and shapes of docs/openapi.json over fetch.
import createClient, { type Client } from 'openapi-fetch'
import type { Following, FollowOptions } from './events.ts'
import { follow } from './follow.ts'
import type { WebSocketConstructor } from './listen.ts'
import type { components, paths } from './schema.ts'
import { type SendOptions, sender } from './send.ts'
import { createSession, type SessionOptions } from './session.ts'

export { ChatError } from './error.ts'
export type { ChatEvent, Following, FollowOptions, FollowStatus } from './events.ts'

export interface ChatClientOptions extends SessionOptions, SendOptions {
  /** Where the Worker answers, without `/api/v2`: `https://chat.example.com`. */
  readonly baseUrl: string
  /** Takes the place of the global `WebSocket`, which Node 20 does not have; null for none, so that `follow` pulls. */
  readonly WebSocket?: WebSocketConstructor | null
}

/** The calls of the API by method and path. They reject when the network fails or the call is aborted, else they answer. */
export interface ChatClient extends Pick<
  Client<paths>,
  'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
> {
  /** Hears of what happens, in order and once, also after the network was away. */
  readonly follow: (options?: FollowOptions) => Following
}

/** The shapes of the wire by name: `Schemas['Chatroom']`, `Schemas['Message']`. */
export type Schemas = components['schemas']

/**
 * A client for one brand. It adds the token, the brand header, the newest bookmark and, to each POST, an idempotency key,
 * and repeats what failed for a moment.
 * @throws TypeError without a token.
 */
export const createChatClient = ({
  baseUrl,
  WebSocket = globalThis.WebSocket ?? null,
  ...options
}: ChatClientOptions): ChatClient => {
  const session = createSession(options)
  const client = createClient<paths>({ baseUrl, fetch: sender(session, options) })
  const { GET, POST, PUT, PATCH, DELETE } = client
  const means = { baseUrl, session, GET, WebSocket }
  return { GET, POST, PUT, PATCH, DELETE, follow: (following = {}) => follow(means, following) }
}

/** Whether an `error` is that of a 422: a sentence and the messages by field. */
export const isValidationError = (error: unknown): error is Schemas['ValidationError'] =>
  typeof error === 'object' && error !== null && 'errors' in error
