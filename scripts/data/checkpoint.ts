// How far an import has come, kept beside its file until the end, so that it goes on there whatever stopped it.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** What an import is: another file, brand, server, report or way of writing is another import. */
export interface Run {
  readonly hash: string
  readonly brand: number
  readonly url: string
  readonly report: string
  readonly isReplacing: boolean
}

export interface Counters {
  /** Lines of the file that are dealt with. */
  line: number
  created: number
  changed: number
  unchanged: number
  refused: number
  /** Bytes of the report that are about these lines. */
  reportBytes: number
}

export const START: Readonly<Counters> = {
  line: 0,
  created: 0,
  changed: 0,
  unchanged: 0,
  refused: 0,
  reportBytes: 0,
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
  const known = read(path)
  const names = ['hash', 'brand', 'url', 'report', 'isReplacing'] as const
  if (names.some((name) => known[name] !== run[name])) return 'another'
  const counters = Object.keys(START) as (keyof Counters)[]
  return Object.fromEntries(counters.map((name) => [name, known[name] ?? 0])) as never
}

/** Writes the checkpoint: whole or, when killed, not at all. */
export const writeCheckpoint = (path: string, run: Run, counters: Counters): void => {
  const unfinished = `${path}.new`
  writeFileSync(unfinished, `${JSON.stringify({ ...run, ...counters }, null, 2)}\n`)
  renameSync(unfinished, path)
}

export const removeCheckpoint = (path: string): void => rmSync(path, { force: true })
