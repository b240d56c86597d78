// What became of a command that a test has started.
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'

/** All that a process prints until it ends, and its exit status; null when a signal ended it. */
export const outcomeOf = async (child: ChildProcessWithoutNullStreams) => {
  let printed = ''
  const note = (chunk: Buffer) => {
    printed += chunk.toString()
  }
  child.stdout.on('data', note)
  child.stderr.on('data', note)
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, printed }
}
