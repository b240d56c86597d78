// CSV: a header with the names of the fields, then a row for each person. A row that is broken does not cost the ones behind it.
import Papa from 'papaparse'
import { Problem } from './command.ts'
import { type Entry, brokenEntry, entryOf, FIELDS, NOT_UTF8, unknownFields } from './entry.ts'
import type { Line } from './lines.ts'

/** Characters that a row may take over several lines: more than the longest record that the API accepts. */
const LONGEST_ROW = 16 * 1024

/** Of an export alone: an empty cell could not say whether the brand wrote nothing or the person has set nothing. */
const COLUMNS = FIELDS.filter((name) => name !== 'email_tmp_by_brand')

const INTEGERS = new Set(['id_ambassador', 'status', 'active'])

/** A row of cells, or why it is none. */
interface Row {
  readonly line: number
  readonly text: string
  readonly isUtf8: boolean
  readonly cells: readonly string[] | null
}

const parse = (text: string, delimiter: string) => {
  const { data, errors } = Papa.parse<string[]>(text.replace(/\r$/, ''), {
    delimiter,
    newline: '\n',
  })
  const codes = new Set(errors.map(({ code }) => code))
  const isBroken = codes.has('InvalidQuotes')
  return { cells: data[0] ?? [], isBroken, isOpen: codes.has('MissingQuotes') && !isBroken }
}

/**
 * Reads row by row. A quote that is still open at the end of a line is looked for on the next ones. If it does not end well,
 * its own line alone is broken, and the next ones are read again as rows of their own.
 */
const rowReader = (lines: AsyncIterator<Line, undefined>, delimiter: string) => {
  const again: Line[] = []
  const nextLine = async () => again.shift() ?? (await lines.next()).value

  return async (): Promise<Row | null> => {
    const first = await nextLine()
    if (first === undefined) return null
    const more: Line[] = []
    let { text, isUtf8 } = first
    let parsed = parse(text, delimiter)
    while (parsed.isOpen && text.length <= LONGEST_ROW) {
      const line = await nextLine()
      if (line === undefined) break
      more.push(line)
      text += `\n${line.text}`
      isUtf8 &&= line.isUtf8
      parsed = parse(text, delimiter)
    }
    if (!parsed.isOpen && !parsed.isBroken) {
      return { line: first.number, text, isUtf8, cells: parsed.cells }
    }
    again.unshift(...more)
    return { line: first.number, text: first.text, isUtf8: first.isUtf8, cells: null }
  }
}

/** Field names hold no delimiter, so the header tells which one the file has: a comma, a semicolon or a tab. */
const delimiterOf = (header: string): string => /^"?\w+"?\s*([,;\t])/.exec(header)?.[1] ?? ','

const columnsOf = (header: string, delimiter: string): string[] => {
  const columns = parse(header, delimiter).cells.map((name) => name.trim())
  const known = `The first line names the columns, some or all of ${COLUMNS.join(', ')}.`
  if (header.trim() === '') {
    throw new Problem(`The file is empty, or begins with an empty line. ${known}`)
  }
  const unread = columns.filter((name) => FIELDS.includes(name) && !COLUMNS.includes(name))
  for (const name of [...unknownFields(columns), ...unread]) {
    throw new Problem(`The file has the column "${name}", which no ambassador has. ${known}`)
  }
  for (const name of columns) {
    if (columns.indexOf(name) !== columns.lastIndexOf(name)) {
      throw new Problem(`The file has the column "${name}" twice.`)
    }
  }
  if (!columns.includes('id_ambassador')) {
    throw new Problem(`The file has no column id_ambassador. ${known}`)
  }
  return columns
}

const entryOfRow = (row: Row, columns: readonly string[]): Entry => {
  const { line, text, cells } = row
  if (!row.isUtf8) return brokenEntry(line, text, NOT_UTF8)
  if (cells === null) {
    return brokenEntry(line, text, 'A quote is never closed, or something stands behind it.')
  }
  if (cells.length !== columns.length) {
    const error = `The row has ${cells.length} cells, and the header has ${columns.length}.`
    return brokenEntry(line, text, error)
  }
  const record: Record<string, string | number | null> = {}
  const errors: string[] = []
  for (const [index, name] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (cell === '') {
      record[name] = null
      continue
    }
    const isInteger = INTEGERS.has(name)
    const isDigits = /^\s*-?\d+\s*$/.test(cell)
    record[name] = isInteger && isDigits ? Number(cell) : cell
    if (isInteger && !isDigits) errors.push(`${name} must be an integer.`)
  }
  return entryOf(line, record, errors)
}

/** The rows of CSV lines. Rows of nothing but empty cells are none. Throws a problem for a header that is wrong. */
export async function* csvEntries(
  lines: AsyncIterableIterator<Line, undefined>,
): AsyncGenerator<Entry> {
  const header = (await lines.next()).value?.text ?? ''
  const delimiter = delimiterOf(header)
  const columns = columnsOf(header, delimiter)
  const nextRow = rowReader(lines, delimiter)
  for (let row = await nextRow(); row !== null; row = await nextRow()) {
    const isEmpty = row.cells?.every((cell) => cell.trim() === '') ?? false
    if (!isEmpty) yield entryOfRow(row, columns)
  }
}
