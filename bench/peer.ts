// Starts the Node server of `node/`, with a database that is filled as those of the Workers are.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Filled } from './data.ts'
import { pin } from './pinning.ts'
import { processorSecondsOf } from './processor.ts'

export interface Peer {
  readonly url: string
  readonly isPinned: boolean
  processorSeconds(): number
  stop(): void
}

/** A file as `data.ts` fills it. */
const filledFile = (database: DatabaseSync): Filled => ({
  prepare: (sql) => sql,
  batch: (statements) => {
    for (const statement of ['begin', ...statements, 'commit']) database.exec(statement)
    return Promise.resolve()
  },
})

/** Starts it. Its log is read here and thrown away, as that of workerd is. */
export const startPeer = async (
  folder: string,
  secret: string,
  fill: (database: Filled) => Promise<void>,
): Promise<Peer> => {
  const file = join(folder, 'peer.sqlite')
  const database = new DatabaseSync(file)
  await fill(filledFile(database))
  database.close()
  const script = join(import.meta.dirname, 'node', 'server.ts')
  const child = fork(script, [file, secret], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  child.stdout?.resume()
  const pid = child.pid!
  const isPinned = pin(pid, 'server')
  const [url] = (await once(child, 'message')) as [string]
  return {
    url,
    isPinned,
    processorSeconds: () => processorSecondsOf(String(pid)),
    stop: () => child.kill(),
  }
}
