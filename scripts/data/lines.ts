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

/** Characters. A file with a longer line is something else than rows. */
const LONGEST_LINE = 4 * 1024 * 1024

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
      yield { number, text: number === 1 ? text.replace(/^\uFEFF/, '') : text }
    }
  }
  if (rest !== '')
    yield { number: number + 1, text: number === 0 ? rest.replace(/^\uFEFF/, '') : rest }
}

/** What tells whether a file is the one that was read before, and how many lines it has. */
export const measure = async (file: string): Promise<{ hash: string; lines: number }> => {
  const hash = createHash('sha256')
  let lines = 1
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    for (const byte of chunk) if (byte === 10) lines += 1
  }
  return { hash: hash.digest('hex'), lines }
}
