// The tables in docs/api.md: the endpoints and the lists, of the declared routes and of what the document says of them.
import { routes } from '../../src/routes.ts'
import type { Declaration } from '../../src/http/route.ts'
import { createOpenApiDocument } from './document.ts'
import { operations } from './features.ts'

type Row = readonly string[]

interface Parameter {
  readonly name: string
  readonly schema: { readonly default?: string; readonly enum?: readonly string[] }
}

const ENDPOINTS = ['request', 'B', 'scope', '`chat:self` reaches', 'what it does']
const LISTS = ['list', 'sort, the default first', 'filters']

const REACHED = { own: 'its own', seen: 'what it sees', everybody: 'everybody' } as const

const paths = createOpenApiDocument().paths as unknown as Record<
  string,
  Record<string, { readonly parameters?: readonly Parameter[] }>
>

const code = (text: string): string => `\`${text}\``

const requestOf = ({ method, path }: Declaration): string =>
  code(`${method.toUpperCase()} ${path.replace('/api/v2', '')}`)

const endpointOf = (declared: Declaration): Row => {
  const { summary, reach } = operations[declared.id]!
  return [
    requestOf(declared),
    declared.brand === 'required' ? 'B' : '',
    declared.scopes.map(code).join(', '),
    reach ?? (declared.self === undefined ? '' : REACHED[declared.self]),
    summary,
  ]
}

const sortsOf = ({ schema }: Parameter): readonly string[] => {
  const { default: first = '', enum: sorts = [] } = schema
  return [first, ...sorts.filter((sort) => !sort.startsWith('-') && !first.endsWith(sort))]
}

/** A row for each list with a sort or a filter. */
const listsOf = (declared: Declaration): readonly Row[] => {
  const { parameters = [] } = paths[declared.path]?.[declared.method] ?? {}
  const sort = parameters.find(({ name }) => name === 'sort')
  const filters = parameters.flatMap(({ name }) => /^filter\[(.+)\]$/.exec(name)?.[1] ?? [])
  if (sort === undefined && filters.length === 0) return []
  return [
    [
      requestOf(declared),
      sort === undefined ? 'none: oldest first' : sortsOf(sort).map(code).join(', '),
      filters.length === 0 ? 'none' : filters.map(code).join(', '),
    ],
  ]
}

const tableOf = (head: Row, rows: readonly Row[]): string => {
  const widths = head.map((cell, column) =>
    Math.max(3, cell.length, ...rows.map((row) => row[column]!.length)),
  )
  const lineOf = (cells: Row): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`
  return [lineOf(head), lineOf(widths.map((width) => '-'.repeat(width))), ...rows.map(lineOf)].join(
    '\n',
  )
}

const withTable = (text: string, name: string, table: string): string => {
  const place = new RegExp(`(<!-- ${name}: npm run openapi writes them -->\n)[^]*?(<!-- end -->)`)
  if (!place.test(text)) throw new Error(`docs/api.md has no table of ${name} to replace`)
  return text.replace(place, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`)
}

/** docs/api.md with the tables as they should be; throws when there is no place for one. */
export const withTables = (text: string): string =>
  [
    { name: 'endpoints', table: tableOf(ENDPOINTS, routes.map(endpointOf)) },
    { name: 'lists', table: tableOf(LISTS, routes.flatMap(listsOf)) },
  ].reduce((done, { name, table }) => withTable(done, name, table), text)
