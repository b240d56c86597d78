// Makes the search texts anew that have no fold, or one of an older version: what a migration can't do, as SQL knows no Unicode.
import { FOLD_VERSION, searchTextOf } from '../src/domain/ambassadors/search.ts'

export interface Row {
  readonly id_brand: number
  readonly id_ambassador: number
  readonly firstname: string | null
  readonly lastname: string | null
  readonly username: string | null
}

/** Carries out SQL; answers the rows of its last statement. */
type Execute = (sql: string) => Row[]

/** People that are read at once. */
const PAGE = 500

/** Characters of a statement: D1 takes 100,000 bytes, and so does a command line. */
const LONGEST = 90_000

const isUnfolded = `unicode(search_text) <> ${FOLD_VERSION}`

/** The next ones by key. Whom this run could not fold is left behind, so that it comes to an end. */
const selectBehind = ({
  id_brand: brand,
  id_ambassador: id,
}: Pick<Row, 'id_brand' | 'id_ambassador'>) =>
  [
    'select id_brand, id_ambassador, firstname, lastname, username',
    'from ambassadors indexed by ambassadors_unfolded',
    `where ${isUnfolded} and (id_brand, id_ambassador) > (${brand}, ${id})`,
    `order by id_brand, id_ambassador limit ${PAGE}`,
  ].join(' ')

/** A text in SQL, by its bytes: a quoted one would end at U+0000. */
const literal = (text: string | null): string =>
  text === null ? 'null' : `x'${Buffer.from(text).toString('hex')}'`

const valuesOf = (row: Row): string => {
  const names = [row.firstname, row.lastname, row.username]
  const values = [...names, searchTextOf(row)].map(literal)
  return `(${[row.id_brand, row.id_ambassador, ...values].join(', ')})`
}

/** Folds rows whose names are still those that were read: whoever writes one meanwhile wins. */
const update = (values: readonly string[]): string =>
  `with folded (brand, id, firstname, lastname, username, text) as (values ${values.join(', ')})
   update ambassadors set search_text = cast(folded.text as text) from folded
   where ambassadors.id_brand = folded.brand and ambassadors.id_ambassador = folded.id and ${isUnfolded}
     and cast(ambassadors.firstname as blob) is folded.firstname
     and cast(ambassadors.lastname as blob) is folded.lastname
     and cast(ambassadors.username as blob) is folded.username`

/** Statements that fold the rows, each short enough. */
const updatesOf = (rows: readonly Row[]): string[] => {
  const groups: string[][] = []
  let length = LONGEST
  for (const values of rows.map(valuesOf)) {
    if (length + values.length > LONGEST) {
      groups.push([])
      length = 0
    }
    groups.at(-1)?.push(values)
    length += values.length
  }
  return groups.map(update)
}

/** Folds all names of a database that need it; answers how many people it has looked at. Can be stopped and run again. */
export const foldNames = (execute: Execute): number => {
  let count = 0
  let rows = execute(selectBehind({ id_brand: 0, id_ambassador: 0 }))
  for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
    count += rows.length
    const updates = updatesOf(rows)
    const final = updates.pop() ?? ''
    for (const sql of updates) execute(sql)
    rows = execute(`${final}; ${selectBehind(last)}`)
  }
  return count
}

/** The arguments of wrangler that carry out SQL and answer rows as JSON. */
export const executionOf = (binding: string, sql: string, flags: readonly string[]): string[] => {
  const execute = ['d1', 'execute', binding, '--json', '--command', sql]
  return [...execute, ...flags]
}

/** Says what was done, if anything was. */
export const foldingReport = (binding: string, count: number): string | null =>
  count === 0 ? null : `${binding}: the names of ${count} people have been folded again.`
