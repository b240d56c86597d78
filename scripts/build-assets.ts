// npm run build:assets: makes `public`, what is served beside the Worker, from `pages`, `inbox`, the OpenAPI document, the guides and Scalar.
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
import { readGuides } from './guides.ts'
import { type Io, run } from './io.ts'

const scalar = dirname(fileURLToPath(import.meta.resolve('@scalar/api-reference')))

/** What the home page shows, of the pictures of the documents. */
const PICTURES = ['inbox.png', 'inbox-dark.png']

const filesIn = (folder: string): string[] =>
  globSync('**', { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile())

const read = (file: string): string => readFileSync(file, 'utf8')

const pageOf = (file: string): string =>
  read(file)
    .replaceAll('{{version}}', packageJson.version)
    .replaceAll('{{description}}', packageJson.description)

const minified = (file: string): string => JSON.stringify(JSON.parse(read(file)))

type Content = string | Buffer

/** `docs.js` becomes `docs.5c8e21f0a3.js`, by what is in it: a browser may keep it for ever. */
const hashed = (name: string, content: Content): string => {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  return name.replace(/(?=\.\w+$)/, `.${hash}`)
}

/**
 * Gives each file under `assets` its hashed name, and the files behind it that name it the new one.
 */
const withHashes = (files: readonly (readonly [string, Content])[]): Map<string, Content> => {
  const named = new Map<string, string>()
  const renamed = (content: Content): Content =>
    typeof content === 'string'
      ? [...named].reduce((text, [name, now]) => text.replaceAll(`/${name}`, `/${now}`), content)
      : content
  const outcome = new Map<string, Content>()
  for (const [path, content] of files) {
    const changed = renamed(content)
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

const isAsset = ([path]: [string, Content]): boolean => path.startsWith('assets/')

export const main = async (_: readonly string[], { root }: Io): Promise<void> => {
  const pages = join(root, 'pages')
  const target = join(root, 'public')
  const served = filesIn(pages)
    .filter((path) => path !== 'tsconfig.json')
    .map((path): [string, string] => [path, pageOf(join(pages, path))])
  const assets = withHashes([
    ['assets/scalar.js', read(join(scalar, 'browser', 'standalone.js'))],
    ['assets/guides.md', readGuides(root)],
    ...served.filter(isAsset),
    ...PICTURES.map((name): [string, Buffer] => [
      `assets/${name}`,
      readFileSync(join(root, 'docs', name)),
    ]),
    ...(await buildInbox(root)),
    ...served.filter((file) => !isAsset(file)),
    ['inbox.html', read(join(root, 'inbox', 'index.html'))],
    ['openapi.json', minified(join(root, 'docs', 'openapi.json'))],
  ])
  for (const [path, content] of assets) {
    const file = join(target, path)
    if (existsSync(file) && readFileSync(file).equals(Buffer.from(content))) continue
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
  for (const path of filesIn(target)) if (!assets.has(path)) rmSync(join(target, path))
}

if (import.meta.main) process.exitCode = await run(main)
