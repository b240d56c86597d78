// The rows that an import refuses, as NDJSON.
import { existsSync, rmSync, statSync, truncateSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import type { Entry } from './entry.ts'

/** Cuts a report to its first `bytes`: what a stopped import wrote behind them is written again. An empty one is removed. */
export const cutReport = (path: string, bytes: number): void => {
  if (!existsSync(path)) return
  if (bytes === 0) rmSync(path)
  else truncateSync(path, bytes)
}

/** Adds rows to a report, if there are any; answers how many bytes it has. */
export const addToReport = async (path: string, entries: readonly Entry[]): Promise<number> => {
  if (entries.length > 0) {
    await appendFile(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  }
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
