// The CPU that a process has used, and the memory that it has, by /proc.
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // A process that has just ended.
  }
}

/** The id of the workerd that this process has started; undefined where the system does not tell. */
export const findRuntime = (): string | undefined => {
  const mark = new RegExp(`^\\d+ \\(workerd\\) \\w ${process.pid} `)
  if (!existsSync('/proc')) return undefined
  return readdirSync('/proc').find(
    (pid) => /^\d+$/.test(pid) && mark.test(read(`/proc/${pid}/stat`)),
  )
}

/** Seconds of CPU that all threads of a process have used, which the system counts in nanoseconds; NaN where it does not tell. */
export const processorSecondsOf = (pid: string | undefined): number => {
  if (pid === undefined || !existsSync('/proc')) return Number.NaN
  const threads = readdirSync(`/proc/${pid}/task`)
  const used = threads.map((thread) =>
    Number.parseInt(read(`/proc/${pid}/task/${thread}/schedstat`)),
  )
  return used.reduce((sum, nanoseconds) => sum + nanoseconds, 0) / 1e9
}

/** Bytes of memory that a process has; NaN where the system does not tell. */
export const residentBytesOf = (pid: string | undefined): number => {
  const status = pid === undefined ? '' : read(`/proc/${pid}/status`)
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) * 1024
}
