// Requests over HTTP: many at once with autocannon, or one after another.
import { once } from 'node:events'
import { type Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import autocannon from 'autocannon'

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  readonly path: string
  readonly body?: unknown
  /** What every answer must be; any 2xx where it is left out. */
  readonly status?: number
}

/** Connections over which a load is sent. */
export const CONNECTIONS = 16

/** Milliseconds. */
const ONE_ENDS_AFTER = 60_000

const headersOf = (token: string, call: Call): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  'x-popsell-brand': '3',
  ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
})

/** Many requests: to whom and what. */
export interface Load {
  readonly url: string
  readonly token: string
  readonly count: number
  /** More than `count`, for autocannon prepares requests that it does not send. All expect the same status. */
  readonly calls: readonly Call[]
}

/** Sends a load over 16 connections; answers the seconds until the last answer. Throws on any other status. */
export const sendMany = async ({ url, token, count, calls }: Load): Promise<number> => {
  const [first] = calls as [Call]
  let prepared = 0
  const startedAt = performance.now()
  let endedAt = startedAt
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections: CONNECTIONS,
        amount: count,
        sampleInt: 20,
        timeout: 30,
        requests: [
          {
            setupRequest: (defaults) => {
              const call = calls[prepared]!
              prepared += 1
              return {
                ...defaults,
                method: call.method,
                path: call.path,
                headers: headersOf(token, call),
                ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
              }
            },
          },
        ],
      },
      (error, answer) => (error ? reject(error as Error) : resolve(answer)),
    )
    instance.on('response', () => {
      endedAt = performance.now()
    })
  })
  const seen = Object.entries(result.statusCodeStats ?? {})
  const isExpected = ([status]: [string, unknown]) =>
    first.status === undefined ? status.startsWith('2') : Number(status) === first.status
  const expected = seen.filter(isExpected).reduce((sum, [, { count: times = 0 }]) => sum + times, 0)
  if (expected !== count) {
    throw new Error(
      `${first.method} ${first.path}: ${count} requests to ${url} were answered by ${JSON.stringify(seen)}, with ${result.errors} errors and ${result.timeouts} timeouts`,
    )
  }
  return (endedAt - startedAt) / 1000
}

export interface Answer {
  readonly milliseconds: number
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
}

/** Sends one request, over a connection of its own unless there is an agent: its body as JSON, or as text. Throws on any other status. */
export const sendOne = async (
  url: string,
  token: string,
  call: Call,
  headers: Record<string, string> = {},
  agent: Agent | false = false,
): Promise<Answer> => {
  const startedAt = performance.now()
  const outgoing = request(`${url}${call.path}`, {
    method: call.method,
    headers: { ...headersOf(token, call), ...headers },
    agent,
    signal: AbortSignal.timeout(ONE_ENDS_AFTER),
  })
  outgoing.end(call.body === undefined ? undefined : JSON.stringify(call.body))
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  const answer = await text(incoming)
  const milliseconds = performance.now() - startedAt
  const status = incoming.statusCode ?? 0
  if (call.status === undefined ? status < 200 || status > 299 : status !== call.status) {
    throw new Error(`${call.method} ${call.path} answered ${status}: ${answer.slice(0, 300)}`)
  }
  const isJson = String(incoming.headers['content-type']).startsWith('application/json')
  return { milliseconds, headers: incoming.headers, body: isJson ? JSON.parse(answer) : answer }
}
