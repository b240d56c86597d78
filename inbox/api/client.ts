// The client of a session: all that the inbox has of the service.
import { ChatError, createChatClient } from 'edge-chatrooms/client'
import type { Session } from './session.ts'

export { dataOf } from 'edge-chatrooms/client'

/** What the service refused, in its own words. A call that did not reach it rejects with a TypeError. */
export const Refusal = ChatError

export const connect = ({ token, brand }: Session) =>
  createChatClient({ baseUrl: location.origin, token, brand })

export type Chat = ReturnType<typeof connect>
