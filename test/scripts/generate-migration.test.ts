// The form of a generated migration.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { inProjectForm } from '../../scripts/generate-migration.ts'
import { processIo } from '../../scripts/io.ts'

const BREAK = '--> statement-breakpoint\n'

/** A migration without the remarks of who reviewed it, each statement on lines of its own. */
const committed = (name: string): string =>
  readFileSync(join(processIo.root, 'migrations', `${name}.sql`), 'utf8')
    .replaceAll(/^-- .*\n/gm, '')
    .replaceAll(/;--> statement-breakpoint/g, ';\n--> statement-breakpoint')
    .replace(/\n*$/, '\n')

/** The same as drizzle-kit had written it. */
const generated = (name: string): string =>
  committed(name).replaceAll(/\) STRICT(?:, WITHOUT ROWID)?;/g, ');')

it.each(['0006_events', '0007_chat_topics', '0010_webhooks'])(
  'is that of the committed %s: strict, and clustered by a composite key',
  (name) => {
    expect(generated(name)).not.toBe(committed(name))
    expect(inProjectForm(generated(name))).toBe(committed(name))
  },
)

const table = (name: string, more = ''): string =>
  `CREATE TABLE \`${name}\` (\n\t\`id_brand\` integer PRIMARY KEY NOT NULL${more}\n);\n`

it('has parents in front of children, and indexes behind both; one key column leaves a table its row ids', () => {
  const child = table('a', ',\n\tFOREIGN KEY (`id_brand`) REFERENCES `b`(`id_brand`)')
  const index = 'CREATE INDEX `c` ON `a` (`id_brand`);\n'
  const strict = (one: string) => one.replace(');\n', ') STRICT;\n')
  expect(inProjectForm([child, index, table('b')].join(BREAK))).toBe(
    [table('b'), child].map(strict).concat(index).join(BREAK),
  )
})

it.each([
  ['DROP TABLE', 'DROP TABLE `a`;'],
  ['DROP COLUMN', 'ALTER TABLE `a` DROP COLUMN `b`;'],
  ['RENAME', 'ALTER TABLE `__new_a` RENAME TO `a`;'],
  ['ON DELETE cascade', table('a', ' REFERENCES `b`(`c`) ON UPDATE no action ON DELETE cascade')],
])('is refused with %s', (what, sql) => {
  expect(() => inProjectForm(sql)).toThrow(
    `The migration says ${what}: take it out by hand, or change the schema otherwise.`,
  )
})
