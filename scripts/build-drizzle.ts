// Copies drizzle-orm to `.wrangler/drizzle` without what the Worker has no use for and a bundler can't leave out: relational
// queries, enumerations of Postgres, columns of other kinds. wrangler.toml puts the copy in drizzle's place; what is left is the same.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Io, run } from './io.ts'

const source = dirname(fileURLToPath(import.meta.resolve('drizzle-orm')))

const KEPT =
  /^(?:|[\w.-]+\.js|(?:sql|sqlite-core|query-builders|cache)(?:\/.*)?|pg-core(?:\/columns(?:\/enum\.js)?)?)$/

const UNUSED = [
  'relations.js',
  'pg-core/columns/enum.js',
  ...['blob', 'custom', 'numeric', 'real'].map((kind) => `sqlite-core/columns/${kind}.js`),
]

const RELATIONAL = /\n {2}buildRelationalQuery\(\{[\s\S]*?\n {2}\}\n(?=\}\n)/

const replaced = (text: string, part: RegExp, by: string, file: string): string => {
  if (!part.test(text))
    throw new Error(`drizzle-orm has another ${file}: look at scripts/build-drizzle.ts.`)
  return text.replace(part, by)
}

/** A module with the same exports, all of which say no. */
const hollow = (text: string, file: string): string => {
  const [, names = ''] = /\nexport \{([^}]*)\};/.exec(text) ?? []
  if (names === '')
    throw new Error(`drizzle-orm has another ${file}: look at scripts/build-drizzle.ts.`)
  return names
    .split(',')
    .map((name) => `export const ${name.trim()} = () => false\n`)
    .join('')
}

const read = (file: string): string => readFileSync(file, 'utf8')

export const main = (_: readonly string[], { root }: Io): void => {
  const target = join(root, '.wrangler', 'drizzle')
  const done = join(target, 'made-from.txt')
  const made = read(join(source, 'package.json')) + read(import.meta.filename)
  // A server may be reading it.
  if (existsSync(done) && read(done) === made) return
  rmSync(target, { recursive: true, force: true })
  cpSync(source, target, {
    recursive: true,
    filter: (path) => KEPT.test(relative(source, path)) && !/\.(?:c?ts|cjs|map)$/.test(path),
  })
  for (const file of UNUSED)
    writeFileSync(join(target, file), hollow(read(join(source, file)), file))
  const dialect = join(target, 'sqlite-core', 'dialect.js')
  writeFileSync(dialect, replaced(read(dialect), RELATIONAL, '\n', 'dialect.js'))
  writeFileSync(join(target, 'package.json'), '{ "type": "module", "sideEffects": false }\n')
  writeFileSync(done, made)
}

if (import.meta.main) process.exitCode = await run(main)
