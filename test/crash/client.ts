// Sends JSON over connections of its own, and takes nothing for an answer that has not arrived whole.
import { Agent, request } from 'node:http'
import type { Socket } from 'node:net'
import { signToken } from '../../scripts/sign-token.ts'
import type { Server } from './server.ts'

const ID_BRAND = 1

export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** Who a client is. */
export interface Claims {
  readonly sub: string
  readonly scope: string
}

const INTEGRATION: Claims = { sub: 'load', scope: 'chat:brand manager' }

export interface Client {
  readonly idBrand: number
  readonly token: string
  /** Throws when the connection is refused or lost, or when the time is over. */
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    idempotencyKey?: string,
  ) => Promise<Answer>
  /** How many connections are open. */
  readonly connections: () => number
  /** Closes all connections. A server that was away may have closed its ends. */
  readonly hangUp: () => void
}

/**
 * Milliseconds after which an idle connection is closed, before workerd does so: it hangs up after 5 seconds, and on a request that
 * is sent at that moment.
 */
const LONGEST_IDLE = 1000

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const countOpen = (pool: NodeJS.ReadOnlyDict<Socket[]>): number =>
  Object.values(pool)
    .flatMap((sockets) => sockets ?? [])
    .filter(({ connecting }) => !connecting).length

/** wrangler's front process says so with a 500 when its connection to the process with the Worker is lost. */
const LOST = 'Error: Network connection lost.'

/** A client, by default of the brand's own systems, with at most `connections` connections; `patience` is in milliseconds. */
export const createClient = async (
  { port, secret }: Server,
  connections: number,
  patience: number,
  claims = INTEGRATION,
): Promise<Client> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, timeout: LONGEST_IDLE })
  const token = await signToken(secret, { brands: [ID_BRAND], ttl: 3600, ...claims })
  return {
    idBrand: ID_BRAND,
    token,
    connections: () => countOpen(agent.sockets) + countOpen(agent.freeSockets),
    hangUp: () => agent.destroy(),
    send: (method, path, body, idempotencyKey) =>
      new Promise((resolve, reject) => {
        const options = {
          agent,
          method,
          port,
          path,
          host: '127.0.0.1',
          signal: AbortSignal.timeout(patience),
          headers: {
            Authorization: `Bearer ${token}`,
            'X-Popsell-Brand': String(ID_BRAND),
            'Content-Type': 'application/json',
            ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
          },
        }
        const sent = request(options, (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => (text += chunk))
          response.on('error', reject)
          response.on('end', () => {
            if (text.startsWith(LOST)) reject(new Error('connection lost behind wrangler'))
            else resolve({ status: response.statusCode ?? 0, body: parsed(text) })
          })
        })
        sent.on('error', reject)
        sent.end(body === undefined ? undefined : JSON.stringify(body))
      }),
  }
}
