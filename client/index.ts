// The typed client of edge-chatrooms, for browsers and Node: the paths and shapes of docs/openapi.json over fetch.
import createClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './schema.ts'
import { type SendOptions, sender } from './send.ts'

export interface ChatClientOptions extends SendOptions {
  /** Where the Worker answers, without `/api/v2`: `https://chat.example.com`. */
  readonly baseUrl: string
}

/** The calls of the API by method and path. They reject when the network fails or the call is aborted, else they answer. */
export type ChatClient = Pick<Client<paths>, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'>

/** The shapes of the wire by name: `Schemas['Chatroom']`, `Schemas['Message']`. */
export type Schemas = components['schemas']

/**
 * A client for one brand. It adds the token, the brand header, the newest bookmark and, to each POST, an idempotency key,
 * and repeats what failed for a moment.
 * @throws TypeError without a token.
 */
export const createChatClient = ({ baseUrl, ...options }: ChatClientOptions): ChatClient =>
  createClient<paths>({ baseUrl, fetch: sender(options) })

/** Whether an `error` is that of a 422: a sentence and the messages by field. */
export const isValidationError = (error: unknown): error is Schemas['ValidationError'] =>
  typeof error === 'object' && error !== null && 'errors' in error
