// An import of three batches, and a gateway in front of the server that can fail on the way.
import { once } from 'node:events'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import { idsOf, makeFolder, peopleOf, readNdjson, rows, upTo } from './data.ts'
import { useServer } from './server.ts'

/** Three batches, each with two bad rows. */
export const CONTENT = `id_ambassador,status,email\n${rows(3000, (id) => `${id},3,${id % 500 === 0 ? 'nobody' : ''}`)}`
const GOOD = upTo(3000).filter((id) => id % 500 !== 0)
const BAD_LINES = [501, 1001, 1501, 2001, 2501, 3001]

export const portOf = (server: { address(): unknown }): number =>
  (server.address() as AddressInfo).port

/** What a gateway does with a request: pass it on and answer, pass it on and keep the answer, or cut the line. */
type Fate = 'pass' | 'swallow' | 'cut'

/** A gateway to `port`; `fateOf` decides about each request, by its method and its number among those of the method. */
const startGateway = async (
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

/** A gateway to the server and a folder for files, new for each test of a file. */
export const useGateway = () => {
  const server = useServer()
  let gateway: Awaited<ReturnType<typeof startGateway>>
  const open = async () => {
    gateway = await startGateway(server.port, (method, number) => here.fateOf(method, number))
  }
  const here = {
    folder: '',
    fateOf: (_method: string, _number: number): Fate => 'pass',
    url: () => gateway.url,
    /** Resolves when the server has answered what the gateway keeps. */
    swallowed: () => gateway.swallowed,
    /** Counts requests from the beginning. */
    restart: async () => {
      await gateway.stop()
      await open()
    },
    put: (name: string, content: string | Buffer): string => {
      const path = join(here.folder, name)
      writeFileSync(path, content)
      return path
    },
    flagsOf: (file: string, brand: number): string[] => [
      file,
      '--brand',
      String(brand),
      '--url',
      gateway.url,
    ],
    /** Everybody of `CONTENT` is in the brand, every bad row in the report, and nothing is left to do. */
    expectAllOf: async (file: string, brand: number): Promise<void> => {
      expect(idsOf(await peopleOf(gateway.url, brand))).toStrictEqual(GOOD)
      const refused = readNdjson(`${file}.refused.ndjson`)
      expect(refused.map(({ line }) => line)).toStrictEqual(BAD_LINES)
      expect(existsSync(`${file}.progress.json`)).toBe(false)
    },
  }
  beforeEach(async () => {
    here.folder = makeFolder()
    here.fateOf = () => 'pass'
    await open()
  })
  afterEach(async () => {
    await gateway.stop()
    rmSync(here.folder, { recursive: true, force: true })
  })
  return here
}
