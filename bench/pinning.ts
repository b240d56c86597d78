// Which processors a process may use, where the system can say so.
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Asked once: a process that has been pinned is told less. */
const processors = availableParallelism()
const half = Math.ceil(processors / 2)

/** The servers have one half of the processors, all that asks them the other. */
const PLACES = { server: `0-${half - 1}`, client: `${half}-${processors - 1}` }

/** Pins all threads of a process; false where there is one processor or no `taskset`. */
export const pin = (pid: number, place: keyof typeof PLACES): boolean =>
  processors > 1 && spawnSync('taskset', ['-acp', PLACES[place], String(pid)]).status === 0

/** How the processes of a run lie, for the results. */
export const describePinning = (isPinned: boolean): string =>
  isPinned
    ? `workerd and node on the processors ${PLACES.server}, the load generator and who reads the logs on ${PLACES.client}`
    : 'not pinned: there is one processor, or no taskset'
