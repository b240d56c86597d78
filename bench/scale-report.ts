// What requests take in a large brand, as text: bench/scale.md.
import before from './scale-before.json' with { type: 'json' }
import { count, show, table } from './statistics.ts'

/** A request with its median time and what it costs D1. */
export interface Measured {
  readonly request: string
  readonly milliseconds: number
  readonly rowsRead: number
  readonly rowsWritten: number
}

interface Load {
  readonly rooms: number
  readonly messages: number
  /** That it took to load them. */
  readonly seconds: number
}

/** Dollars for a million requests, at $0.001 for a million rows read and $1 for a million rows written. */
const priceOf = (rowsRead: number, rowsWritten: number): number => rowsRead / 1000 + rowsWritten

const priceBefore = (request: string): string => {
  const cost = (before as unknown as Record<string, readonly [number, number]>)[request]
  return cost === undefined ? '' : show(priceOf(...cost), 3)
}

const dearest = (measured: readonly Measured[]): Measured[] =>
  measured.toSorted((one, other) => other.rowsRead - one.rowsRead).slice(0, 1)

/** Of a list its first page, page 1,000, the dearest of its orders, and the dearest of its filters by page and by cursor. */
const shownOf = (measured: readonly Measured[]): Measured[] => {
  const having = (part: string, others: readonly Measured[] = measured) =>
    others.filter(({ request }) => request.includes(part))
  const filtered = having('filter[')
  const byCursor = having('cursor=', filtered)
  return [
    ...measured.filter(({ request }) => !request.includes('?') || request.includes('?since=')),
    ...having('?page='),
    ...dearest(having('sort=')),
    ...dearest(filtered.filter((one) => !byCursor.includes(one))),
    ...dearest(byCursor),
  ]
}

/** The text of bench/scale.md. */
export const reportOf = (
  measured: readonly Measured[],
  { rooms, messages, seconds }: Load,
): string => {
  const routes = Map.groupBy(measured, ({ request }) => request.split('?')[0])
  const head = ['request', 'ms', 'rows read', 'rows written', '$ a million', 'before']
  const rows = [...routes.values()]
    .flatMap(shownOf)
    .map(({ request, milliseconds, rowsRead, rowsWritten }) => [
      request,
      show(milliseconds, 1),
      count(rowsRead),
      count(rowsWritten),
      show(priceOf(rowsRead, rowsWritten), 3),
      priceBefore(request),
    ])
  return `# A brand with ${count(rooms)} rooms

Written by \`npm run bench:scale\`, which loaded ${count(rooms)} rooms and ${count(messages)} messages in ${show(seconds, 0)} seconds. Of each list: its first page, page 1,000, the dearest of its orders by cursor, and the dearest of its filters by page and by cursor. The time is the median of five requests from the same machine, of a write that of one. The dollars are those of D1 for a million such requests; "before" is what the same would have cost with the SQL of 25 November 2026, which had no log of events for writes to append to.

${table(head, rows)}
`
}
