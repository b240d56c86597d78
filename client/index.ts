// The typed client of edge-chatrooms, for browsers and Node: verbs, and below them the paths and shapes of docs/openapi.json.
import type { Following, FollowOptions } from './events.ts'
import { follow } from './follow.ts'
import type { WebSocketConstructor } from './listen.ts'
import { type Calls, connectionOf, createRestClient, type RestClientOptions } from './rest.ts'
import type { components } from './schema.ts'
import { createPeople, type People } from './verbs/people.ts'
import { createRooms, type Rooms } from './verbs/rooms.ts'

export { ChatError, dataOf } from './error.ts'
export { follow } from './follow.ts'
export { createRestClient } from './rest.ts'
export type { ChatEvent, Following, FollowOptions, FollowStatus } from './events.ts'
export type { Calls, RestClientOptions } from './rest.ts'
export type { Room } from './verbs/rooms.ts'

export interface ChatClientOptions extends RestClientOptions {
  /** Takes the place of the global `WebSocket`, which Node 20 does not have; null for none, so that `follow` pulls. */
  readonly WebSocket?: WebSocketConstructor | null | undefined
}

/** Verbs throw a ChatError for what the service refuses; the calls answer it. */
export interface ChatClient extends Calls {
  readonly rooms: Rooms
  readonly people: People
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
export const createChatClient = ({ WebSocket, ...options }: ChatClientOptions): ChatClient => {
  const calls = createRestClient(options)
  return {
    ...calls,
    rooms: createRooms(calls, connectionOf(calls).session),
    people: createPeople(calls),
    follow: (following = {}) => follow(calls, { WebSocket, ...following }),
  }
}

/** Whether an `error` of a call is that of a 422: a sentence and the messages by field. */
export const isValidationError = (error: unknown): error is Schemas['ValidationError'] =>
  typeof error === 'object' && error !== null && 'errors' in error
