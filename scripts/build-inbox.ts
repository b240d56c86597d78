// Bundles the inbox: one script and one sheet of styles, small enough to be there at once.
import { join } from 'node:path'
import { buildSync } from 'esbuild'

/** Answers the files by their paths in `public`. */
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
  return outputFiles.map(({ path, text }): [string, string] => [
    path.endsWith('.css') ? 'assets/inbox.css' : 'assets/inbox.js',
    text,
  ])
}
