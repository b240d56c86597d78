// A copy of the project for commands that change it.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wranglerIn } from '../../scripts/io.ts'
import { openAccount } from '../scripts/setup/fake-wrangler.ts'
import { outcomeOf } from './outcome.ts'

const root = join(import.meta.dirname, '..', '..')

/** What a run may change, and what finds its project by its own place. */
const CHANGEABLE = new Set(['scripts', 'package.json', 'wrangler.toml'])

const linkAll = (from: string, to: string, isLinked: (name: string) => boolean): void => {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from).filter(isLinked)) {
    symlinkSync(join(from, name), join(to, name))
  }
}

/** A folder with what the scripts need, removed by `remove`. */
export const clone = () => {
  const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-clone-'))
  linkAll(root, folder, (name) => !name.startsWith('.') && !CHANGEABLE.has(name))
  for (const name of CHANGEABLE) cpSync(join(root, name), join(folder, name), { recursive: true })
  return {
    folder,
    read: (file: string) => readFileSync(join(folder, file), 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The same with a stand-in for wrangler and for the account behind it. */
export const cloneWithAccount = () => {
  const project = clone()
  const modules = join(project.folder, 'node_modules')
  rmSync(modules)
  linkAll(join(root, 'node_modules'), modules, (name) => name !== '.bin')
  linkAll(join(root, 'node_modules', '.bin'), join(modules, '.bin'), (name) => name !== 'wrangler')
  const stub = join(root, 'test', 'scripts', 'setup', 'fake-wrangler.ts')
  const file = wranglerIn(project.folder)
  const accountFolder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-account-'))
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${stub}" "${accountFolder}" "$@"\n`)
  chmodSync(file, 0o755)
  const { wrangler: _, ...account } = openAccount(accountFolder)
  const { CLOUDFLARE_ACCOUNT_ID: __, ...environment } = process.env
  return {
    ...project,
    ...account,
    environment,
    /** Runs `npm run setup` with these flags, without a terminal. */
    async setup(flags: readonly string[]) {
      const child = spawn('npm', ['run', '-s', 'setup', '--', ...flags], {
        cwd: project.folder,
        env: environment,
        timeout: 60_000,
      })
      child.stdin.end()
      return outcomeOf(child)
    },
    remove() {
      project.remove()
      rmSync(accountFolder, { recursive: true, force: true })
    },
  }
}

/** Ends a process that was started in a group of its own, and waits for that. */
export const stopGroup = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.pid === undefined) return
  const exited = once(child, 'exit')
  process.kill(-child.pid, 'SIGINT')
  await exited
}
