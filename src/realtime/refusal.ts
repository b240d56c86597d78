// Why somebody gets no socket, and the lines that the log has about sockets.
import { type Failure, FailureError, isMisconfiguration } from '../contract/failure.ts'
import { logError, logSocket } from '../http/log.ts'
import type { Closing } from './frames.ts'
import type { Seat } from './seats.ts'

/** How a socket is refused; the reason goes into the log alone. */
export interface Refusal {
  readonly closing: Closing
  readonly reason?: string
}

const closingOf = ({ kind }: Failure): Closing => {
  switch (kind) {
    case 'unauthorized':
    case 'forbidden':
      return kind
    case 'tooManyRequests':
      return 'tooMany'
    default:
      return 'unavailable'
  }
}

/** What an error means for who is at the door; `where` stands in place of the id of a request. */
export const refusalOf = (error: unknown, where: string): Refusal => {
  if (error instanceof FailureError) {
    const { failure } = error
    const closing = closingOf(failure)
    return 'reason' in failure ? { closing, reason: failure.reason } : { closing }
  }
  if (error instanceof Error) logError(where, error)
  return { closing: 'unavailable' }
}

/** Somebody has come, or was refused. Of one without a token neither the brand nor the subject is known. */
export const logConnected = (
  { idBrand, subject }: { idBrand?: number | undefined; subject?: string | undefined },
  refusal: Refusal | null,
): void => {
  const { closing = null, reason } = refusal ?? {}
  const isError = closing === 'unavailable' || isMisconfiguration(reason ?? '')
  logSocket({
    level: isError ? 'error' : 'info',
    event: 'connected',
    brand: idBrand ?? null,
    sub: subject ?? null,
    refused: closing,
    ...(reason === undefined ? {} : { reason }),
  })
}

export const logClosed = (
  { idBrand, subject }: Pick<Seat, 'idBrand' | 'subject'>,
  by: Closing | 'client',
): void => logSocket({ event: 'closed', brand: idBrand, sub: subject, by })
