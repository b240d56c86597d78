// Bundles the inbox: one script and one sheet of styles, small enough to be there at once.
import { build as buildStyles } from 'esbuild'
import { build as buildScript } from 'rolldown'

const BROWSERS = ['es2022', 'chrome123', 'firefox120', 'safari17.5']

/** Answers the files by their paths in `public`. Rolldown makes the smaller script, and no styles. */
export const buildInbox = async (root: string): Promise<[path: string, text: string][]> => {
  const { output } = await buildScript({
    cwd: root,
    input: 'inbox/main.tsx',
    // It says where the client is, and that JSX is Preact's.
    tsconfig: 'inbox/tsconfig.json',
    transform: { target: BROWSERS },
    output: { minify: true },
    write: false,
  })
  const { outputFiles } = await buildStyles({
    absWorkingDir: root,
    bundle: true,
    entryPoints: ['inbox/styles/inbox.css'],
    logLevel: 'error',
    minify: true,
    target: BROWSERS,
    write: false,
  })
  return [
    ['assets/inbox.js', output[0].code],
    ['assets/inbox.css', outputFiles[0]?.text ?? ''],
  ]
}
