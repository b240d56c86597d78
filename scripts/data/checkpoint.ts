// How far an import has come, kept beside its file until the end, so that it goes on there whatever stopped it.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** What an import is: another file, brand, server or report is another import. */
export interface Run {
  readonly hash: string
  readonly brand: number
  readonly url: string
  readonly report: string
}

export interface Counters {
  /** Lines of the file that are dealt with. */
  line: number
  created: number
  updated: number
  refused: number
  /** Bytes of the report that are about these lines. */
  reportBytes: number
}

type Checkpoint = Run & Counters

const read = (path: string): Partial<Checkpoint> => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<Checkpoint>
  } catch {
    return {}
  }
}

/** The counters of the same import, or why there are none: `null` if no import was stopped, `'another'` if another was. */
export const findCheckpoint = (path: string, run: Run): Counters | 'another' | null => {
  if (!existsSync(path)) return null
  const { line = 0, created = 0, updated = 0, refused = 0, reportBytes = 0, ...known } = read(path)
  const names = ['hash', 'brand', 'url', 'report'] as const
  if (names.some((name) => known[name] !== run[name])) return 'another'
  return { line, created, updated, refused, reportBytes }
}

/** Writes the checkpoint: whole or, when killed, not at all. */
export const writeCheckpoint = (path: string, run: Run, counters: Counters): void => {
  const unfinished = `${path}.new`
  writeFileSync(unfinished, `${JSON.stringify({ ...run, ...counters }, null, 2)}\n`)
  renameSync(unfinished, path)
}

export const removeCheckpoint = (path: string): void => rmSync(path, { force: true })
