// The client of a session: all that the inbox has of the service.
import { ChatError, createRestClient } from 'edge-chatrooms/client'
import type { Session } from './session.ts'

/** What the service refused, in its own words. A call that did not reach it rejects with a TypeError. */
export const Refusal = ChatError

export const connect = ({ token, brand }: Session) =>
  createRestClient({ baseUrl: location.origin, token, brand })

export type Chat = ReturnType<typeof connect>

interface Answer<Data> {
  readonly data?: Data
  readonly error?: { readonly message: string }
  readonly response: Response
}

export const answerOf = async <Data>(call: Promise<Answer<Data>>): Promise<Data> => {
  const { data, error, response } = await call
  if (error !== undefined) throw new Refusal(response.status, error.message)
  return data as Data
}
