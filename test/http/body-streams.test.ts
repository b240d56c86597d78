// Bodies that are compressed, and bodies that end before their end.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import worker from '../../src/index.ts'
import { logLines, watchConsole } from '../support/console.ts'
import { ambassadors, countRooms } from '../support/factories.ts'
import { refusal, shown } from '../support/refusals.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { signToken } from '../support/tokens.ts'
import { CHATROOMS, send } from '../support/worker.ts'

const GOOD = '{"ids_ambassadors":[1,2],"source":0}'
const JSON_TYPE = { 'Content-Type': 'application/json' }

const post = (rawBody: BodyInit, headers: Record<string, string>) =>
  send('POST', CHATROOMS, { rawBody, headers: { ...JSON_TYPE, ...headers } })

const compressed = (format: 'deflate' | 'gzip') =>
  new Response(new Blob([GOOD]).stream().pipeThrough(new CompressionStream(format))).bytes()

beforeEach(() => ambassadors([1, 2]))

describe('a compressed body', () => {
  it('is a 415 that says so, whatever it is compressed with', async () => {
    const codings = ['gzip', 'GZIP', 'x-gzip', 'deflate', 'br', 'zstd', 'gzip, identity', 'utf-8']
    const ask = async (coding: string) => {
      const body = await compressed(coding === 'deflate' ? 'deflate' : 'gzip')
      const answer = await post(body, { 'Content-Encoding': coding })
      expect(answer.headers.get('Accept-Encoding')).toBe('identity')
      return shown(answer)
    }
    expect(await answersTo(codings, ask)).toStrictEqual(
      sameFor(codings, refusal(415, 'Send the body as it is, without Content-Encoding.')),
    )
  })

  it('is one only when it says so: an empty header and identity are none', async () => {
    for (const coding of ['', 'identity', 'Identity']) {
      expect((await post(GOOD, { 'Content-Encoding': coding })).status).toBeLessThan(300)
    }
  })
})

/** The bytes, and then an error, as when the client has hung up. */
const cutOff = (text: string) => {
  const pieces = text === '' ? [] : [new TextEncoder().encode(text)]
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces.shift()
        if (piece === undefined) controller.error(new Error('Network connection lost.'))
        else controller.enqueue(piece)
      },
    },
    { highWaterMark: 0 },
  )
}

describe('a client that hangs up while its body is read', () => {
  it.each<[string, string, Record<string, string>]>([
    ['before a byte has come', '', {}],
    ['in the middle', GOOD.slice(0, 10), {}],
    ['after a whole body, but before its end', GOOD, {}],
    ['after too much', ' '.repeat(70_000), {}],
    ['before what it has announced', GOOD, { 'Content-Length': String(GOOD.length + 1) }],
  ])('leaves one line of level info with status 499: %s', async (_, text, headers) => {
    const request = new Request(`https://chat.example.com${CHATROOMS}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await signToken()}`,
        'X-Popsell-Brand': '3',
        ...JSON_TYPE,
        ...headers,
      },
      body: cutOff(text),
    })
    const written = watchConsole()
    const context = createExecutionContext()
    const response = await worker.fetch(request, { ...env }, context)
    await waitOnExecutionContext(context)
    expect([response.status, await response.text()]).toStrictEqual([499, ''])
    expect(written).toHaveLength(1)
    expect(logLines(written)).toMatchObject([
      { level: 'info', route: CHATROOMS, status: 499, brand: 3, d1: { calls: 0 } },
    ])
    expect(await countRooms()).toStrictEqual({ chatrooms: 0, pivots: 0 })
  })
})
