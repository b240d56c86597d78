// Copies zod to `.wrangler/zod` without its writer of JSON Schema, which the document needs and the Worker does not: a twentieth of
// the Worker's size. wrangler.toml puts the copy in zod's place; what validates is the same.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Io, run } from './io.ts'

const source = dirname(fileURLToPath(import.meta.resolve('zod')))

const WRITER = ['v4/core/to-json-schema.js', 'v4/core/json-schema-processors.js']

const EXPORT = /^export (?:const|function|class) (\w+)|^export \{ \w+ as (\w+) \}/gm

/** A module with the same exports that do nothing. */
const hollow = (text: string): string =>
  [...text.matchAll(EXPORT)]
    .map(([, name, other]) => `export const ${name ?? other} = () => ({})\n`)
    .join('')

const read = (file: string): string => readFileSync(file, 'utf8')

export const main = (_: readonly string[], { root }: Io): void => {
  const target = join(root, '.wrangler', 'zod')
  const manifest = join(target, 'package.json')
  // A server may be reading it.
  if (existsSync(manifest) && read(manifest) === read(join(source, 'package.json'))) return
  cpSync(source, target, {
    recursive: true,
    filter: (path) => !/\.(c?ts|cjs|map)$|package\.json$/.test(path),
  })
  for (const path of WRITER) writeFileSync(join(target, path), hollow(read(join(source, path))))
  cpSync(join(source, 'package.json'), manifest)
}

if (import.meta.main) process.exitCode = await run(main)
