// The Workers of a run: the bundle that is deployed, and those of the other contenders.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')
const workers = join(import.meta.dirname, 'workers')
const wrangler = join(root, 'node_modules', '.bin', 'wrangler')

/** Those that run in workerd. */
export type WorkerName = 'project' | 'bare' | 'logged' | 'before' | 'sequential' | 'select-one'

/** Those that also run with a D1 that counts and may be far away. */
export type ObservedName = Exclude<WorkerName, 'logged' | 'before'>

export interface Bundles {
  readonly plain: Readonly<Record<WorkerName, string>>
  readonly observed: Readonly<Record<ObservedName, string>>
  /** The size of what is deployed, in bytes with gzip. */
  readonly gzipBytes: number
}

const runWrangler = (args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(wrangler, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`wrangler ${args.join(' ')} failed.\n${stdout}${stderr}`)
  return stdout
}

const bundle = async (source: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: workers },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    write: false,
  })
  return outputFiles.map(({ text }) => text).join('')
}

const observedSource = (file: string): string =>
  `import worker from ${JSON.stringify(file)}
   import { observed } from './observed.ts'
   export * from ${JSON.stringify(file)}
   export default observed(worker)`

/** Builds all contenders, with files of their own in `folder`. */
export const buildBundles = async (folder: string): Promise<Bundles> => {
  runWrangler(['deploy', '--dry-run', '--outdir', folder])
  const deployed = join(folder, 'index.js')
  const project = readFileSync(deployed, 'utf8')
  const plain = (name: WorkerName) => bundle(`export { default } from './${name}.ts'`)
  const observed = (name: WorkerName) => bundle(observedSource(`./${name}.ts`))
  return {
    plain: {
      project,
      bare: await plain('bare'),
      logged: await plain('logged'),
      before: await plain('before'),
      sequential: await plain('sequential'),
      'select-one': await plain('select-one'),
    },
    observed: {
      project: await bundle(observedSource(deployed)),
      bare: await observed('bare'),
      sequential: await observed('sequential'),
      'select-one': await observed('select-one'),
    },
    gzipBytes: gzipSync(project).byteLength,
  }
}

/** The CPU time in milliseconds for which the deployed bundle was active while it started, by `wrangler check startup`. */
export const measureStartup = (folder: string): number => {
  const report = runWrangler(['check', 'startup', '--outfile', join(folder, 'startup.cpuprofile')])
  const active = /Active: ([\d.]+) ms/.exec(report)?.[1]
  if (active === undefined)
    throw new Error(`wrangler check startup told no active time.\n${report}`)
  return Number(active)
}
