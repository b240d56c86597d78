// npm run build:assets: makes `public`, what is served beside the Worker, from `pages`, `inbox`, the OpenAPI document and Scalar.
// Wrangler runs it before each dev and deploy. A file that is as it should be is left alone: a server may be reading it.
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import packageJson from '../package.json' with { type: 'json' }
import { buildInbox } from './build-inbox.ts'
import { type Io, run } from './io.ts'

const scalar = dirname(fileURLToPath(import.meta.resolve('@scalar/api-reference')))

const filesIn = (folder: string): string[] =>
  globSync('**', { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile())

const read = (file: string): string => readFileSync(file, 'utf8')

const pageOf = (file: string): string =>
  read(file)
    .replaceAll('{{version}}', packageJson.version)
    .replaceAll('{{description}}', packageJson.description)

const minified = (file: string): string => JSON.stringify(JSON.parse(read(file)))

/** `docs.js` becomes `docs.5c8e21f0a3.js`, by what is in it: a browser may keep it for ever. */
const hashed = (name: string, text: string): string => {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10)
  return name.replace(/(?=\.\w+$)/, `.${hash}`)
}

/**
 * Gives each file under `assets` its hashed name, and the files behind it that name it the new one.
 */
const withHashes = (files: readonly (readonly [string, string])[]): Map<string, string> => {
  const named = new Map<string, string>()
  const renamed = (text: string): string =>
    [...named].reduce((changed, [name, now]) => changed.replaceAll(`/${name}`, `/${now}`), text)
  const outcome = new Map<string, string>()
  for (const [path, text] of files) {
    const changed = renamed(text)
    const name = path.split('assets/')[1]
    if (name === undefined) outcome.set(path, changed)
    else {
      const now = hashed(name, changed)
      named.set(name, now)
      outcome.set(`assets/${now}`, changed)
    }
  }
  return outcome
}

const isAsset = ([path]: [string, string]): boolean => path.startsWith('assets/')

export const main = (_: readonly string[], { root }: Io): void => {
  const pages = join(root, 'pages')
  const target = join(root, 'public')
  const served = filesIn(pages)
    .filter((path) => path !== 'tsconfig.json')
    .map((path): [string, string] => [path, pageOf(join(pages, path))])
  const assets = withHashes([
    ['assets/scalar.js', read(join(scalar, 'browser', 'standalone.js'))],
    ...served.filter(isAsset),
    ...buildInbox(root),
    ...served.filter((file) => !isAsset(file)),
    ['inbox.html', read(join(root, 'inbox', 'index.html'))],
    ['openapi.json', minified(join(root, 'docs', 'openapi.json'))],
  ])
  for (const [path, text] of assets) {
    const file = join(target, path)
    if (existsSync(file) && read(file) === text) continue
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  for (const path of filesIn(target)) if (!assets.has(path)) rmSync(join(target, path))
}

if (import.meta.main) process.exitCode = await run(main)
