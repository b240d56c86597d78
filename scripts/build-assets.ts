// npm run build:assets: makes `public`, what is served beside the Worker, from `pages`, the OpenAPI document and Scalar.
// Wrangler runs it before each dev and deploy. A file that is as it should be is left alone: a server may be reading it.
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
import { type Io, run } from './io.ts'

const scalar = dirname(fileURLToPath(import.meta.resolve('@scalar/api-reference')))

const filesIn = (folder: string): string[] =>
  globSync('**', { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile())

const pageOf = (file: string): string =>
  readFileSync(file, 'utf8')
    .replaceAll('{{version}}', packageJson.version)
    .replaceAll('{{description}}', packageJson.description)

const minified = (file: string): string => JSON.stringify(JSON.parse(readFileSync(file, 'utf8')))

export const main = (_: readonly string[], { root }: Io): void => {
  const pages = join(root, 'pages')
  const target = join(root, 'public')
  const assets = new Map([
    ...filesIn(pages)
      .filter((path) => path !== 'tsconfig.json')
      .map((path): [string, string] => [path, pageOf(join(pages, path))]),
    ['openapi.json', minified(join(root, 'docs', 'openapi.json'))],
    ['assets/scalar.js', readFileSync(join(scalar, 'browser', 'standalone.js'), 'utf8')],
  ])
  for (const [path, text] of assets) {
    const file = join(target, path)
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  for (const path of filesIn(target)) if (!assets.has(path)) rmSync(join(target, path))
}

if (import.meta.main) process.exitCode = await run(main)
