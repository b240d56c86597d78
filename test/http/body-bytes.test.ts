// The bytes of a body: media type, size, encoding and JSON syntax.
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors, countRooms } from '../support/factories.ts'
import { invalidFields, refusal, shown } from '../support/refusals.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { CHATROOMS, send } from '../support/worker.ts'

const GOOD = '{"ids_ambassadors":[1,2],"source":0}'
const LIMIT = 65_536
const JSON_TYPE = { 'Content-Type': 'application/json' }
const MALFORMED = invalidFields({ body: ['body must be well-formed JSON in UTF-8.'] })
const NOT_JSON = refusal(415, 'Send the body as Content-Type: application/json.')
const TOO_LARGE = refusal(413, 'The body is larger than 64 KiB.')

const bytesOf = (text: string) => new TextEncoder().encode(text)

const post = (rawBody: BodyInit, headers: Record<string, string> = JSON_TYPE) =>
  send('POST', CHATROOMS, { rawBody, headers })

const utf16 = (text: string, isLittleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let index = 0; index < text.length; index += 1) {
    view.setUint16(index * 2, text.charCodeAt(index), isLittleEndian)
  }
  return new Uint8Array(view.buffer)
}

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

/** A good body of exactly `size` bytes, filled up with `filler` in a field that nobody knows. */
const padded = (size: number, filler = 'x'): Uint8Array => {
  const [before, after] = ['{"ids_ambassadors":[1,2],"source":0,"padding":"', '"}']
  const room = size - before.length - after.length
  const fill = filler.repeat(Math.floor(room / bytesOf(filler).length))
  const rest = 'x'.repeat(room - bytesOf(fill).length)
  return bytesOf(before + fill + rest + after)
}

/**
 * `size` spaces in pieces of 1,000, each made when it is asked for, and how many were. The stream has an end, so that a
 * Worker without a limit fails the test and not the machine.
 */
const spaces = (size: number) => {
  let sent = 0
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent >= size) return controller.close()
        sent += 1000
        controller.enqueue(bytesOf(' '.repeat(1000)))
      },
    },
    { highWaterMark: 0 },
  )
  return { stream, sent: () => sent }
}

/** The bytes in pieces of at most 1,000, as a client sends them that does not say how many there are. */
const chunked = (bytes: Uint8Array): ReadableStream<Uint8Array> => {
  let start = 0
  return new ReadableStream({
    pull(controller) {
      if (start >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(start, start + 1000))
      start += 1000
    },
  })
}

const declared = (bytes: Uint8Array) => ({ ...JSON_TYPE, 'Content-Length': String(bytes.length) })

const gzip = (text: string) =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).bytes()

const MALFORMED_BODIES: Record<string, () => BodyInit | Promise<BodyInit>> = {
  'is empty': () => '',
  'is blank': () => ' \n\t\r ',
  'is cut': () => GOOD.slice(0, -1),
  'is cut inside a text': () => '{"ids_ambassadors',
  'goes on after its end': () => `${GOOD}}`,
  'is two objects': () => GOOD + GOOD,
  'has a trailing comma': () => '{"ids_ambassadors":[1,2],"source":0,}',
  'has a comment': () => `${GOOD} // a room`,
  'has names without quotes': () => '{ids_ambassadors:[1,2],source:0}',
  'has single quotes': () => "{'ids_ambassadors':[1,2],'source':0}",
  'is NaN': () => 'NaN',
  'is undefined': () => 'undefined',
  'has an id written 01': () => '{"ids_ambassadors":[01,2],"source":0}',
  'has an id written 0x1': () => '{"ids_ambassadors":[0x1,2],"source":0}',
  'has an id written +1': () => '{"ids_ambassadors":[+1,2],"source":0}',
  'has a NUL after it': () => `${GOOD}\0`,
  'has a raw newline in a text': () => '{"a":"\n","ids_ambassadors":[1,2],"source":0}',
  'is a form': () => 'ids_ambassadors=1&ids_ambassadors=2&source=0',
  'is XML': () => '<room source="0"/>',
  'is bytes that are not UTF-8': () => latin1('{"name":"\xFF\xFE","source":0}'),
  'is Latin-1': () => latin1('{"name":"é","ids_ambassadors":[1,2],"source":0}'),
  'has an overlong slash': () => latin1('{"name":"\xC0\xAF","ids_ambassadors":[1,2],"source":0}'),
  'has half a letter': () => latin1('{"name":"\xE2\x82","ids_ambassadors":[1,2],"source":0}'),
  'has an encoded surrogate': () => latin1('{"name":"\xED\xA0\x80","source":0}'),
  'is UTF-16 with a byte order mark': () => utf16(`\uFEFF${GOOD}`, true),
  'is UTF-16, little endian': () => utf16(GOOD, true),
  'is UTF-16, big endian': () => utf16(GOOD, false),
  'has two byte order marks': () => `\uFEFF\uFEFF${GOOD}`,
  'is a byte order mark alone': () => '\uFEFF',
  'is compressed': () => gzip(GOOD),
  'is a stream of nothing': () => chunked(new Uint8Array()),
}

/** What a good body gets under another media type. */
const postAs = async (type: string) => shown(await post(bytesOf(GOOD), { 'Content-Type': type }))

beforeEach(() => ambassadors([1, 2]))

describe('a body', () => {
  it('that is not JSON in UTF-8 is 422, whatever is wrong with it', async () => {
    const names = Object.keys(MALFORMED_BODIES)
    const ask = async (name: string) => shown(await post(await MALFORMED_BODIES[name]!()))
    expect(await answersTo(names, ask)).toStrictEqual(sameFor(names, MALFORMED))
    expect(await countRooms()).toStrictEqual({ chatrooms: 0, pivots: 0 })
  })

  it('that is not there at all is 422', async () => {
    expect(shown(await send('POST', CHATROOMS, { headers: JSON_TYPE }))).toStrictEqual(MALFORMED)
  })

  it.each<[string, () => BodyInit]>([
    ['with one byte order mark', () => `\uFEFF${GOOD}`],
    ['with space around it', () => ` \r\n\t${GOOD}\n`],
    ['as a stream', () => chunked(bytesOf(GOOD))],
    ['with letters beyond ASCII', () => GOOD.replace('{', '{"name":"Zoë 🦉 \u2028",')],
    ['with escaped names', () => GOOD.replace('source', String.raw`\u0073ource`)],
  ])('%s is good', async (_, makeBody) => {
    expect(await post(makeBody())).toMatchObject({ status: 201, body: { id_chatroom: 1 } })
  })
})

describe('the size of a body', () => {
  it.each<[string, (bytes: Uint8Array) => [BodyInit, Record<string, string>]]>([
    ['declared', (bytes) => [bytes, declared(bytes)]],
    ['not declared', (bytes) => [bytes, JSON_TYPE]],
    ['as a stream', (bytes) => [chunked(bytes), JSON_TYPE]],
    [
      'declared beside a transfer coding',
      (bytes) => [
        chunked(bytes),
        { ...JSON_TYPE, 'Content-Length': '10', 'Transfer-Encoding': 'chunked' },
      ],
    ],
  ])('may be 65,536 bytes and no more, %s', async (_, requestOf) => {
    expect(await post(...requestOf(padded(LIMIT)))).toMatchObject({ status: 201 })
    expect(shown(await post(...requestOf(padded(LIMIT + 1))))).toStrictEqual(TOO_LARGE)
    expect(shown(await post(...requestOf(padded(1_000_000))))).toStrictEqual(TOO_LARGE)
  })

  it('is counted in bytes, not in letters', async () => {
    expect(padded(LIMIT, '🦉')).toHaveLength(LIMIT)
    expect(await post(padded(LIMIT, '🦉'))).toMatchObject({ status: 201 })
    expect(shown(await post(padded(LIMIT + 1, '🦉')))).toStrictEqual(TOO_LARGE)
  })

  it('is counted although the body declares less', async () => {
    const headers = { ...JSON_TYPE, 'Content-Length': '10' }
    expect(shown(await post(chunked(padded(LIMIT + 1)), headers))).toStrictEqual(TOO_LARGE)
  })

  it('is believed before a byte is read when it declares too much', async () => {
    const { stream, sent } = spaces(1_000_000)
    const headers = { ...JSON_TYPE, 'Content-Length': String(LIMIT + 1) }
    expect(shown(await post(stream, headers))).toStrictEqual(TOO_LARGE)
    expect(sent()).toBe(0)
  })

  it('is read to the end of a stream that is too large, because the connection goes on to be used', async () => {
    const { stream, sent } = spaces(1_000_000)
    expect(shown(await post(stream))).toStrictEqual(TOO_LARGE)
    expect(sent()).toBe(1_000_000)
  })
})

describe('the media type', () => {
  it('other than JSON is 415', async () => {
    const types = [
      ...'text/plain text/json application/x-www-form-urlencoded application/vnd.api+json'.split(
        ' ',
      ),
      ...'application/json-patch+json application/jsonl application/json5 application/'.split(' '),
      ...'application json */* application/octet-stream multipart/form-data;boundary=x'.split(' '),
      '',
      'text/plain; application/json',
      'application/json, application/json',
      'application/json charset=utf-8',
      'application /json',
    ]
    expect(await answersTo(types, postAs)).toStrictEqual(sameFor(types, NOT_JSON))
  })

  it('that is missing is 415', async () => {
    expect(shown(await post(bytesOf(GOOD), {}))).toStrictEqual(NOT_JSON)
  })

  it('may be written in any case and have parameters', async () => {
    const types = [
      'application/json; charset=utf-8',
      'application/json;charset="UTF-8"',
      'APPLICATION/JSON',
      'Application/Json ; Charset=UTF-8',
      ' application/json ',
      'application/json;',
    ]
    const [first = '', ...others] = types
    expect(await postAs(first)).toMatchObject({ status: 201 })
    const statuses = await answersTo(others, async (type) => (await postAs(type)).status)
    expect(statuses).toStrictEqual(sameFor(others, 200))
  })
})
