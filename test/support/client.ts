// The published client, talking to the real Worker over a network that can be told to go wrong.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { type ChatClientOptions, createChatClient } from '../../client/index.ts'
import type { AppEnv } from '../../src/http/env.ts'
import worker from '../../src/index.ts'
import { lineTo } from './hubs.ts'
import { signToken } from './tokens.ts'

/** What the network does with one request; `deliver` takes it to the Worker, and `signal` is that of the request. */
export type Hop = (deliver: () => Promise<Response>, signal: AbortSignal) => Promise<Response>

const deliver: Hop = (onward) => onward()

/** Answers in place of the Worker, which never sees the request. */
export const refuse =
  (status: number, headers: Record<string, string> = {}): Hop =>
  async () =>
    Response.json({ message: 'Later.' }, { status, headers })

/** Takes the request to the Worker and loses the answer. */
export const loseAnswer: Hop = async (onward) => {
  await onward()
  throw new TypeError('The network is gone.')
}

interface Setting extends Partial<ChatClientOptions> {
  /** What happens to the first request, the second one and so on; all others arrive. */
  readonly hops?: readonly Hop[]
  readonly env?: Partial<AppEnv['Bindings']>
}

/** The clock of these tests waits for D1 alone. */
const NOBODY_LISTENS = lineTo(async () => undefined)

/** A client of brand 3, and the headers of all requests that it has sent. */
export const connect = ({ hops = [], env: changed, ...options }: Setting = {}) => {
  const sent: Headers[] = []
  const fetch = async (request: Request): Promise<Response> => {
    const hop = hops[sent.length] ?? deliver
    sent.push(request.headers)
    return hop(async () => {
      const context = createExecutionContext()
      const bindings = { ...env, ...NOBODY_LISTENS, ...changed }
      const answer = await worker.fetch(new Request(request), bindings, context)
      await waitOnExecutionContext(context)
      return answer
    }, request.signal)
  }
  const chat = createChatClient({
    baseUrl: 'https://chat.example.com',
    token: () => signToken(),
    brand: 3,
    fetch,
    ...options,
  })
  return { chat, sent, fetch }
}
