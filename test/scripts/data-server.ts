// A local server for tests of the data commands, a gateway in front of it that can fail, and the commands themselves.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { localSecret } from '../../scripts/local.ts'
import { signToken } from '../../scripts/sign-token.ts'
import { cleanUp, dev } from './dev-server.ts'
import { freePort } from './free-port.ts'

const MINUTE = 60_000

export const portOf = (server: { address(): unknown }): number =>
  (server.address() as AddressInfo).port

/** A folder of its own. */
export const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'edge-chatrooms-data-'))

/** Serves the demo data with `npm run dev` to all tests of a file. */
export const useServer = (): { readonly port: number; readonly url: string } => {
  const server = { port: 0, url: '' }
  beforeAll(async () => {
    server.port = await freePort()
    server.url = `http://localhost:${server.port}`
    await dev(server.port)
  }, 3 * MINUTE)
  afterAll(cleanUp, MINUTE)
  return server
}

/** What a gateway does with a request: pass it on and answer, pass it on and keep the answer, or cut the line. */
export type Fate = 'pass' | 'swallow' | 'cut'

/** A gateway to `port`; `fateOf` decides about each request, by its method and its number among those of the method. */
export const startGateway = async (
  port: number,
  fateOf: (method: string, number: number) => Fate,
): Promise<{ url: string; swallowed: Promise<unknown>; stop: () => Promise<void> }> => {
  const counts: Record<string, number> = {}
  const { promise: swallowed, resolve } = Promise.withResolvers<unknown>()
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const { method = '', url = '', headers } = incoming
    counts[method] = (counts[method] ?? 0) + 1
    const fate = fateOf(method, counts[method])
    if (fate === 'cut') {
      incoming.destroy()
      return
    }
    const onward = request({ host: 'localhost', port, method, path: url, headers }, (answer) => {
      if (fate === 'swallow') {
        answer.resume().on('end', resolve)
        return
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  }
  const server = createServer(handle).listen(0, 'localhost')
  await once(server, 'listening')
  const stop = async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  return { url: `http://localhost:${portOf(server)}`, swallowed, stop }
}

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts a data command as its npm script does, but without npm, so that the process id is its own. */
export const startCommand = (
  name: 'import' | 'export',
  flags: readonly string[],
  environment: Record<string, string> = {},
): { child: ChildProcess; outcome: Promise<Outcome> } => {
  const { ACCESS_TOKEN: _, ...inherited } = process.env
  const child = spawn(process.execPath, [`scripts/${name}.ts`, ...flags], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 100_000,
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const outcome = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }))
  return { child, outcome }
}

/** Runs a data command to its end. */
export const runCommand = (...command: Parameters<typeof startCommand>): Promise<Outcome> =>
  startCommand(...command).outcome

/** The objects of an NDJSON file. */
export const readNdjson = (path: string): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** Sends requests to the API below `url`, each of which must succeed; answers the body. */
export const apiOf =
  (url: string) =>
  async <Body>(brand: number, method: string, path: string, body?: unknown): Promise<Body> => {
    const scope = 'chat:brand manager'
    const token = await signToken(localSecret(), { brands: [brand], scope, sub: 'test', ttl: 600 })
    const response = await fetch(`${url}/api/v2${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'X-Popsell-Brand': String(brand),
        'Content-Type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
    return (await response.json()) as Body
  }

/** Everybody in a brand, read page by page and not by cursor as an export reads. */
export const peopleOf = async (url: string, brand: number): Promise<Record<string, unknown>[]> => {
  const people: Record<string, unknown>[] = []
  for (let page = 1, last = 1; page <= last; page += 1) {
    const path = `/manager/ambassadors?per_page=100&page=${page}`
    const answer = await apiOf(url)<{ data: (typeof people)[0][]; last_page: number }>(
      brand,
      'GET',
      path,
    )
    people.push(...answer.data)
    last = answer.last_page
  }
  return people
}

export const idsOf = (people: readonly Record<string, unknown>[]) =>
  people.map((person) => person['id_ambassador'])

/** The integers from 1 to `last`. */
export const upTo = (last: number): number[] =>
  Array.from({ length: last }, (_, index) => index + 1)

/** The lines that `rowOf` makes of the ids from 1 to `last`. */
export const rows = (last: number, rowOf: (id: number) => string): string =>
  upTo(last)
    .map((id) => `${rowOf(id)}\n`)
    .join('')
