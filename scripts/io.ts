// What a command has of the world around it, and how it ends. A test gives it another world, and calls it without a process.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Io {
  /** Writes a line to the standard output. */
  readonly print: (line: string) => void
  /** Writes a line to the standard error. */
  readonly warn: (line: string) => void
  /** All of the standard input. */
  readonly read: () => string
  /** Whether the standard input is a terminal: somebody is there to be asked. */
  readonly canAsk: boolean
  /** Whether the standard error is a terminal: what is drawn there can be drawn over. */
  readonly canDraw: boolean
  readonly env: Readonly<Record<string, string | undefined>>
  /** The folder of the project. */
  readonly root: string
  readonly wrangler: Wrangler
}

/** Runs wrangler to its end, in the folder of the project, with nobody to ask. */
export type Wrangler = (
  args: readonly string[],
  more?: { readonly input?: string; readonly env?: Readonly<Record<string, string>> },
) => { readonly status: number | null; readonly stdout: string; readonly stderr: string }

/** What ends a command early: its exit status, and a line that says what is wrong and what to do, or an empty one. */
export class Exit extends Error {
  readonly status: number

  constructor(status: number, line = '') {
    super(line)
    this.status = status
  }
}

/** Ends the command with a mistake that a person can mend: one line on the screen, never a stack, and status 1. */
export function fail(problem: string): never {
  throw new Exit(1, problem)
}

/** Where wrangler is installed. */
export const wranglerIn = (root: string): string => join(root, 'node_modules', '.bin', 'wrangler')

const root = join(import.meta.dirname, '..')

/** The world of a process. */
export const processIo: Io = {
  print: (line) => console.log(line),
  warn: (line) => console.error(line),
  read: () => readFileSync(0, 'utf8'),
  canAsk: process.stdin.isTTY,
  canDraw: process.stderr.isTTY,
  env: process.env,
  root,
  wrangler(args, { input = '', env = {} } = {}) {
    const { error, status, stdout, stderr } = spawnSync(wranglerIn(root), args, {
      cwd: root,
      env: { ...process.env, ...env },
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    })
    if (error !== undefined) throw error
    return { status, stdout, stderr }
  },
}

export type Main = (args: readonly string[], io: Io) => void | Promise<void>

/** Runs a command to its end; answers its exit status. What is no mistake of a person is thrown, with its stack. */
export const run = async (
  main: Main,
  args: readonly string[] = process.argv.slice(2),
  io: Io = processIo,
): Promise<number> => {
  try {
    await main(args, io)
    return 0
  } catch (error) {
    if (!(error instanceof Exit)) throw error
    if (error.message !== '') io.warn(error.message)
    return error.status
  }
}
