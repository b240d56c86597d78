// The rows that an import refuses, as NDJSON.
import { createReadStream, existsSync, rmSync, statSync, truncateSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { Problem } from './command.ts'
import type { Entry } from './entry.ts'

/** How a report begins. An empty file may become one: nothing is lost with it. */
const BEGINNING = /^(\{"line":\d+,"row":|$)/

const beginningOf = async (path: string): Promise<string> => {
  let text = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', end: 50 })) text += chunk
  return text
}

/** Throws a problem unless `path` is free, or has a report: whatever is there is going to be replaced. */
export const checkReport = async (path: string): Promise<void> => {
  if (!existsSync(path)) return
  if (statSync(path).isFile() && BEGINNING.test(await beginningOf(path))) return
  throw new Problem(`${path} is there already and is no report: name another file with --report.`)
}

/** Cuts a report to its first `bytes`: what a stopped import wrote behind them is written again. An empty one is removed. */
export const cutReport = (path: string, bytes: number): void => {
  if (bytes === 0) rmSync(path, { force: true })
  else if (existsSync(path) && statSync(path).size > bytes) truncateSync(path, bytes)
}

/** Adds rows, if there are any, behind the first `bytes` of a report; answers how many bytes it has then. */
export const addToReport = async (
  path: string,
  bytes: number,
  entries: readonly Entry[],
): Promise<number> => {
  cutReport(path, bytes)
  if (entries.length > 0) {
    await appendFile(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
  }
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
