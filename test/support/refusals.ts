// The refusals that every route shares, whole.
import type { Answer } from './worker.ts'

/** What a client sees of a refusal. */
export const shown = ({ status, body, headers }: Answer) => ({
  status,
  body: body as unknown,
  challenge: headers.get('WWW-Authenticate'),
})

export const UNAUTHORIZED = {
  status: 401,
  body: { message: 'Unauthorized.' },
  challenge: 'Bearer',
}

/** The whole refusal of a status with nothing but a message. */
export const refusal = (status: number, message: string) => ({
  status,
  body: { message },
  challenge: null,
})

/** The whole 422 for `errors`, in the order in which they are listed. */
export const invalidFields = (errors: Record<string, readonly string[]>) => {
  const [first, ...others] = Object.values(errors).flat()
  const more = others.length === 0 ? '' : ` (and ${others.length} more error)`
  return { status: 422, body: { message: `${first}${more}`, errors }, challenge: null }
}
