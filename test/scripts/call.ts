// Calls a command as a shell would, without a process.
import { type Io, type Main, processIo, run } from '../../scripts/io.ts'

export interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  /** What went to either, as a screen shows it. */
  readonly printed: string
}

/** Runs `main` to its end, with nobody to ask and no token in the environment, in a world that has `more`. */
export const call = async (
  main: Main,
  args: readonly string[],
  more: Partial<Io> = {},
): Promise<Outcome> => {
  const lines: { stream: 'stdout' | 'stderr'; text: string }[] = []
  const { ACCESS_TOKEN: _, ...env } = process.env
  const status = await run(main, args, {
    ...processIo,
    print: (line) => lines.push({ stream: 'stdout', text: `${line}\n` }),
    warn: (line) => lines.push({ stream: 'stderr', text: `${line}\n` }),
    read: () => '',
    canAsk: false,
    canDraw: false,
    env,
    ...more,
  })
  const textOf = (stream?: 'stdout' | 'stderr') =>
    lines
      .filter((line) => stream === undefined || line.stream === stream)
      .map(({ text }) => text)
      .join('')
  return { status, stdout: textOf('stdout'), stderr: textOf('stderr'), printed: textOf() }
}
