// `npm run dev` as a test's server: without a terminal, with a database of its own, ended with everything that it started.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The folder of the local database. */
export const state = mkdtempSync(join(tmpdir(), 'edge-chatrooms-'))
const running: ChildProcess[] = []

/** The last thing that `npm run dev` prints once it serves. */
export const SERVING = 'npm run -s token'

/** Starts npm with `command`; answers what it has printed once that holds `text` or it has ended. */
const start = (command: readonly string[], text: string, cwd = '.'): Promise<string> => {
  const child = spawn('npm', command, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  return new Promise((resolve) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes(text)) resolve(printed)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => resolve(printed))
  })
}

const flags = (port: number, folder: string) => ['--port', String(port), '--persist-to', folder]

/** Starts `npm run dev`; answers what it has printed once that holds `text` or it has ended. */
export const dev = (port: number, text = SERVING, more: readonly string[] = []): Promise<string> =>
  start(['run', 'dev', '--', ...flags(port, state), ...more], text)

/** Starts `npm run dev` in another folder, with the database of that. */
export const devIn = (folder: string, port: number): Promise<string> =>
  start(['run', 'dev', '--', '--port', String(port)], SERVING, folder)

/** Starts the Worker with a database that has not been migrated. */
export const devWithoutTables = (port: number): Promise<string> =>
  start(
    ['exec', '--', 'wrangler', 'dev', '--inspector-port=0', ...flags(port, join(state, 'empty'))],
    'Ready on',
  )

/** Ends every server that was started. The data stays. */
export const stop = async (): Promise<void> => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.pid === undefined) continue
    const exited = once(child, 'exit')
    process.kill(-child.pid, 'SIGINT')
    await exited
  }
}

/** Ends every server and deletes the data. */
export const cleanUp = async (): Promise<void> => {
  await stop()
  rmSync(state, { recursive: true, force: true })
}
