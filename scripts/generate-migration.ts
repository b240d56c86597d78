// npm run db:generate: lets drizzle-kit write a migration, gives its tables the form that tables have here, draws them, and notes its
// name for the health check.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, type Io, run } from './io.ts'
import { main as draw } from './schema-diagram.ts'

const BREAK = '--> statement-breakpoint'

/** What loses rows, or can't be carried out beside the Worker before it. */
const FORBIDDEN = /\bDROP (?:TABLE|COLUMN)\b|\bRENAME\b|\bON (?:DELETE|UPDATE) cascade\b/i

const nameOf = (statement: string): string | undefined =>
  /^\s*CREATE TABLE `(\w+)`/.exec(statement)?.[1]

/** A composite key is the table, as it is clustered by it. */
const withOptions = (statement: string): string => {
  if (nameOf(statement) === undefined) return statement
  const isComposite = /PRIMARY KEY\([^)]*,/.test(statement)
  return statement.replace(/\);(\s*)$/, `) STRICT${isComposite ? ', WITHOUT ROWID' : ''};$1`)
}

/** Tables in front of those that refer to them, then all else. */
const parentsFirst = (statements: readonly string[]): readonly string[] => {
  const tables = new Map(statements.map((statement) => [nameOf(statement), statement]))
  const sorted = new Set<string>()
  const add = (statement: string): void => {
    for (const [, parent] of statement.matchAll(/REFERENCES `(\w+)`/g)) {
      const made = tables.get(parent)
      if (made !== undefined && made !== statement) add(made)
    }
    sorted.add(statement)
  }
  for (const statement of statements) if (nameOf(statement) !== undefined) add(statement)
  for (const statement of statements) sorted.add(statement)
  return [...sorted]
}

/** A generated migration in the form of this project. Throws for what no migration may do. */
export const inProjectForm = (generated: string): string => {
  const [forbidden] = FORBIDDEN.exec(generated) ?? []
  if (forbidden !== undefined) {
    fail(`The migration says ${forbidden}: take it out by hand, or change the schema otherwise.`)
  }
  const statements = generated.split(BREAK).map((one) => `${one.trim()}\n`)
  return parentsFirst(statements.map(withOptions)).join(`${BREAK}\n`)
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.sql'))

export const main = (args: readonly string[], io: Io): void => {
  const { print, root } = io
  const folder = join(root, 'migrations')
  const known = new Set(filesIn(folder))
  const command = join(root, 'node_modules', '.bin', 'drizzle-kit')
  const { status } = spawnSync(command, ['generate', ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) fail('drizzle-kit has not generated a migration.')
  for (const name of filesIn(folder).filter((one) => !known.has(one))) {
    const file = join(folder, name)
    writeFileSync(file, inProjectForm(readFileSync(file, 'utf8')))
    print(`migrations/${name}: read it before you commit it.`)
  }
  // Apart from the journal of drizzle-kit, which would be in the Worker's bundle whole.
  const noted = join(root, 'src', 'health', 'newest-migration.json')
  writeFileSync(noted, `{ "name": "${filesIn(folder).toSorted().at(-1)}" }\n`)
  draw([], io)
}

if (import.meta.main) process.exitCode = await run(main)
