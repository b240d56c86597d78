// The lines of a file of any length, in constant memory.
import { createReadStream } from 'node:fs'
import { createHash } from 'node:crypto'
import { Problem } from './command.ts'

export interface Line {
  /** From 1. */
  readonly number: number
  /** Without the line feed; a carriage return before it stays. Of bytes that are not UTF-8, with U+FFFD in their place. */
  readonly text: string
  readonly isUtf8: boolean
}

const LINE_FEED = 10

/** Bytes. A file with a longer line is something else than rows. */
const LONGEST_LINE = 4 * 1024 * 1024

/** U+FEFF is a byte order mark at the beginning of the file alone. */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true })

const lineOf = (number: number, bytes: Uint8Array): Line => {
  let isUtf8 = true
  let text: string
  try {
    text = strict.decode(bytes)
  } catch {
    isUtf8 = false
    text = lenient.decode(bytes)
  }
  return { number, text: number === 1 ? text.replace(/^\uFEFF/, '') : text, isUtf8 }
}

const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

/**
 * The lines of a file without its byte order mark, each decoded for itself. Only a line feed ends one: `node:readline` would
 * also break at U+2028, which a JSON text may hold.
 */
export async function* linesOf(file: string): AsyncGenerator<Line, undefined> {
  let number = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    if (number === 0 && isUtf16(rest)) {
      throw new Problem('The file is not UTF-8. Save it as CSV UTF-8, or as NDJSON in UTF-8.')
    }
    let start = 0
    for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED, start)) {
      number += 1
      yield lineOf(number, rest.subarray(start, end))
      start = end + 1
    }
    rest = rest.subarray(start)
    if (rest.length > LONGEST_LINE) {
      throw new Problem(`Line ${number + 1} of ${file} never ends: is it CSV or NDJSON?`)
    }
  }
  if (rest.length > 0) yield lineOf(number + 1, rest)
}

/** What tells whether a file is the one that was read before, and how many lines it has. */
export const measure = async (file: string): Promise<{ hash: string; lines: number }> => {
  const hash = createHash('sha256')
  let lines = 0
  let last: number | undefined = LINE_FEED
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    for (const byte of chunk) if (byte === LINE_FEED) lines += 1
    last = chunk.at(-1)
  }
  return { hash: hash.digest('hex'), lines: last === LINE_FEED ? lines : lines + 1 }
}
