// The load generator: a process of its own, so that reading the logs of the servers does not slow it down.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Load } from './load.ts'
import { pin } from './pinning.ts'

/** What it answers: seconds, or what went wrong. */
export type Sent = { readonly seconds: number } | { readonly problem: string }

export interface Generator {
  /** Seconds until the last call was answered. Throws on any status that a call does not expect. */
  send(load: Load): Promise<number>
  readonly isPinned: boolean
  stop(): void
}

const ask = async (child: ChildProcess, load: Load): Promise<Sent> => {
  const answered = once(child, 'message')
  child.send(load)
  const [sent] = (await answered) as [Sent]
  return sent
}

/** Starts it. */
export const startGenerator = (): Generator => {
  const child = fork(join(import.meta.dirname, 'generator-process.ts'))
  return {
    isPinned: pin(child.pid!, 'client') && pin(process.pid, 'client'),
    send: async (load) => {
      const sent = await ask(child, load)
      if ('problem' in sent) throw new Error(sent.problem)
      return sent.seconds
    },
    stop: () => child.kill(),
  }
}
