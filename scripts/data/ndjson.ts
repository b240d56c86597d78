// NDJSON: a JSON object on each line.
import { type Entry, brokenEntry, entryOf, NOT_UTF8, unknownFields } from './entry.ts'
import type { Line } from './lines.ts'

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const readLine = ({ number, text, isUtf8 }: Line): Entry => {
  if (!isUtf8) return brokenEntry(number, text, NOT_UTF8)
  const parsed = parse(text)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return brokenEntry(number, text, 'The line is not a JSON object.')
  }
  const record = parsed as Record<string, unknown>
  const unknown = unknownFields(Object.keys(record))
  return entryOf(
    number,
    record,
    unknown.map((name) => `${name} is not a field of an ambassador.`),
  )
}

/** The rows of NDJSON lines. Blank lines are none. */
export async function* ndjsonEntries(lines: AsyncIterable<Line>): AsyncGenerator<Entry> {
  for await (const line of lines) if (line.text.trim() !== '') yield readLine(line)
}
