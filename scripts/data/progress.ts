// A progress bar on a terminal; anywhere else a line every few seconds.
import { SingleBar } from 'cli-progress'
import type { Io } from '../io.ts'

/** A number as it is printed: 100,000. */
export const counted = (count: number): string => count.toLocaleString('en')

/** Milliseconds between two lines. */
const PAUSE = 5000

/** Moves a bar to `value` of its total, with `note` behind it. */
export type Move = (value: number, note: string) => void

/** Shows a bar or lines named `name` on stderr, from `start` to `total`, while `work` moves it. */
export const withProgress = async (
  io: Io,
  { name, total, start = 0 }: { name: string; total: number; start?: number },
  work: (move: Move) => Promise<void>,
): Promise<void> => {
  if (!io.canDraw) {
    let due = Date.now() + PAUSE
    await work((value, note) => {
      if (Date.now() < due) return
      due = Date.now() + PAUSE
      io.warn(`${name} ${counted(value)}/${counted(total)} ${note}`)
    })
    return
  }
  const bar = new SingleBar({
    format: `${name} {value}/{total} {bar} {percentage}% {note}`,
    formatValue: (value, _, type) => (type === 'percentage' ? String(value) : counted(value)),
    barsize: 12,
    // Ctrl-C ends the command at once, not only the bar, and must not leave the terminal without line wrapping.
    linewrap: true,
    gracefulExit: false,
  })
  bar.start(total, start, { note: '' })
  try {
    await work((value, note) => bar.update(value, { note }))
  } finally {
    // Its timer would keep the process alive.
    bar.stop()
  }
}
