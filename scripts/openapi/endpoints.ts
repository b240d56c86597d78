// The table of endpoints in docs/api.md, of the declared routes and of what is said of them.
import { routes } from '../../src/routes.ts'
import type { Operation } from '../../src/http/documentation.ts'
import type { Declaration } from '../../src/http/route.ts'
import { documentation } from './document.ts'

const TABLE = /(<!-- endpoints: npm run openapi writes them -->\n)[\s\S]*?(<!-- end -->)/

const HEAD = ['request', 'B', 'scope', '`chat:self` reaches', 'answers', 'what it does']

const REACHED = { own: 'its own', seen: 'what it sees', everybody: 'everybody' } as const

const texts: Readonly<Record<string, Operation>> = documentation

const rowOf = (declared: Declaration): readonly string[] => {
  const { summary, reach } = texts[declared.id]!
  return [
    `\`${declared.method.toUpperCase()} ${declared.path.replace('/api/v2', '')}\``,
    declared.brand === 'required' ? 'B' : '',
    declared.scopes.map((scope) => `\`${scope}\``).join(', '),
    reach ?? (declared.self === undefined ? '' : REACHED[declared.self]),
    [
      ...new Set([
        ...Object.keys(declared.answers),
        ...(declared.takesIdempotencyKey ? ['200'] : []),
        ...(declared.refusals ?? []).map(String),
      ]),
    ]
      .toSorted()
      .join(', '),
    summary,
  ]
}

const rows = routes.map(rowOf)
const widths = HEAD.map((head, column) =>
  Math.max(3, head.length, ...rows.map((row) => row[column]!.length)),
)

const lineOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`

const table = [
  lineOf(HEAD),
  lineOf(widths.map((width) => '-'.repeat(width))),
  ...rows.map(lineOf),
].join('\n')

/** docs/api.md with the table as it should be; throws when there is no place for it. */
export const withEndpoints = (text: string): string => {
  if (!TABLE.test(text)) throw new Error('docs/api.md has no table of endpoints to replace')
  return text.replace(TABLE, (_, start: string, end: string) => `${start}\n${table}\n\n${end}`)
}
