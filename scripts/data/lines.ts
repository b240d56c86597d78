// The lines of a file of any length, in constant memory.
import { createReadStream } from 'node:fs'
import { createHash } from 'node:crypto'
import { Problem } from './command.ts'

export interface Line {
  /** From 1. */
  readonly number: number
  /** Without the line feed; a carriage return before it stays. */
  readonly text: string
}

const LINE_FEED = 10

/** Characters. A file with a longer line is something else than rows. */
const LONGEST_LINE = 4 * 1024 * 1024

const withoutMark = (text: string): string => {
  // Such bytes are the byte order mark of UTF-16.
  if (text.startsWith('\uFFFD\uFFFD')) {
    throw new Problem('The file is not UTF-8. Save it as CSV UTF-8, or as NDJSON in UTF-8.')
  }
  return text.replace(/^\uFEFF/, '')
}

/**
 * The lines of a UTF-8 file without its byte order mark. Only a line feed ends one: `node:readline` would also break at
 * U+2028, which a JSON text may hold.
 */
export async function* linesOf(file: string): AsyncGenerator<Line, undefined> {
  let number = 0
  let rest = ''
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const texts = (rest + chunk).split('\n')
    rest = texts.pop() ?? ''
    if (rest.length > LONGEST_LINE) {
      throw new Problem(
        `Line ${number + texts.length + 1} of ${file} never ends: is it CSV or NDJSON?`,
      )
    }
    for (const text of texts) {
      number += 1
      yield { number, text: number === 1 ? withoutMark(text) : text }
    }
  }
  if (rest !== '') yield { number: number + 1, text: number === 0 ? withoutMark(rest) : rest }
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
