// Bundles the inbox: one script and one sheet of styles, small enough to be there at once.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildSync } from 'esbuild'
import { fail } from './io.ts'

/** Bytes that script and styles may have together, with gzip. */
const LIMIT = 35 * 1024

/** Answers the files by their paths in `public`. Fails when they have become too large. */
export const buildInbox = (root: string): [path: string, text: string][] => {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    alias: { 'edge-chatrooms/client': join(root, 'client', 'index.ts') },
    bundle: true,
    entryPoints: { inbox: 'inbox/main.tsx', 'inbox-styles': 'inbox/styles/inbox.css' },
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'error',
    minify: true,
    outdir: join(root, 'public', 'assets'),
    target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
    write: false,
  })
  const files = outputFiles.map(({ path, text }): [string, string] => [
    path.endsWith('.css') ? 'assets/inbox.css' : 'assets/inbox.js',
    text,
  ])
  const bytes = files.reduce((sum, [, text]) => sum + gzipSync(text).byteLength, 0)
  if (bytes > LIMIT) {
    fail(`The inbox has ${bytes} bytes with gzip, of at most ${LIMIT}.`)
  }
  return files
}
