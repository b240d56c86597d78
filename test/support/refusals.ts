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

/** What the holder of a good token is told when it has ended. */
export const EXPIRED = {
  ...UNAUTHORIZED,
  challenge: 'Bearer error="invalid_token", error_description="The token has expired"',
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

export const NOT_FOUND = refusal(404, 'Not Found.')

/** The token does not name the brand in the header. */
export const FOREIGN_BRAND = refusal(403, 'The token does not cover the brand in X-Popsell-Brand.')

/** The token names the brand and has no scope of the chat. */
export const NO_SCOPE = refusal(
  403,
  'The token needs the scope chat:self or chat:brand for this route.',
)

/** The token is of an ambassador who is unknown in the brand, anonymized or shut out. */
export const SHUT_OUT = refusal(
  403,
  "The token's ambassador is not an available ambassador of this brand.",
)

/** The brand header is missing. */
export const BRAND_REQUIRED = invalidFields({
  'X-Popsell-Brand': ['X-Popsell-Brand is required.'],
})

/** The brand header is no brand. */
export const BRAND_MALFORMED = invalidFields({
  'X-Popsell-Brand': ['X-Popsell-Brand must be an integer from 1 to 2147483647.'],
})

/** The ids at these places of `ids_ambassadors` name nobody whom a room could be opened with. */
export const unavailableAmbassadors = (...indexes: number[]) => {
  const fields = indexes.map((index) => `ids_ambassadors.${index}`)
  return invalidFields(
    Object.fromEntries(
      fields.map((field) => [field, [`${field} is not an available ambassador of this brand.`]]),
    ),
  )
}
