// What is done after a connection has ended: how long to wait, whether to pull instead, when to give up.
import { ChatError } from './error.ts'
import type { Ending } from './listen.ts'

/** Milliseconds to wait at most before the first try of several; twice as many before each further one. */
const BACK_OFF = 1000
const LONGEST_BACK_OFF = 30_000

/** Milliseconds for which a socket must have worked to count as well. */
const STEADY = 10_000

/** Milliseconds to wait after too much of anything. */
const TOO_MUCH = 10_000

/** Milliseconds between two pulls. */
const PULL_EVERY = 5000

/** Sockets that come to nothing before pulling begins. */
const TRIES = 2

/** Milliseconds for which then no socket is tried; twice as many each time that it comes to nothing again. */
const NO_SOCKET = 10_000
const LONGEST_NO_SOCKET = 300_000

interface Next {
  /** Milliseconds. */
  readonly pause: number
  /** Whether the pause may be cut short: not when the server has asked for it. */
  readonly isWakeable: boolean
}

interface Rules {
  /** Whether to try a socket now, rather than to pull. */
  readonly isSocketDue: () => boolean
  /** What comes after a try has ended. Throws a ChatError where another one would not help. */
  readonly after: (ending: Ending, isSocket: boolean) => Next
}

export const createRules = (isRenewable: boolean): Rules => {
  let failures = 0
  let fruitless = 0
  let socketAt = 0
  let isRefused = false

  const backOff = (isWakeable: boolean): Next => {
    const longest = Math.min(LONGEST_BACK_OFF, BACK_OFF * 2 ** failures)
    failures += 1
    return { pause: Math.random() * longest, isWakeable }
  }

  /** Notes what the try says of the network and of sockets in it. */
  const note = ({ status, worked }: Ending, isSocket: boolean) => {
    if (worked !== null) isRefused = false
    if (status === 200 || (worked !== null && worked >= STEADY)) failures = 0
    if (isSocket) {
      fruitless = status === 0 && worked === null ? fruitless + 1 : 0
      const pause = Math.min(LONGEST_NO_SOCKET, NO_SOCKET * 2 ** (fruitless - TRIES))
      socketAt = Date.now() + pause
    } else if (status !== 200) {
      // Nothing gets through: it is not the socket.
      fruitless = 0
    }
  }

  return {
    isSocketDue: () => fruitless < TRIES || Date.now() >= socketAt,
    after: (ending, isSocket) => {
      note(ending, isSocket)
      const { status, reason } = ending
      if (status === 200) return { pause: PULL_EVERY, isWakeable: true }
      // A call has asked for another token itself.
      if (status === 401 && isSocket && isRenewable && !isRefused) {
        isRefused = true
        return { pause: 0, isWakeable: false }
      }
      if (status === 429) return { pause: TOO_MUCH, isWakeable: false }
      if (status === 503) return backOff(false)
      if (status === 0 || status >= 500) {
        return fruitless >= TRIES ? { pause: 0, isWakeable: true } : backOff(true)
      }
      throw new ChatError(status, reason ?? `The answer was HTTP ${status}.`)
    },
  }
}
