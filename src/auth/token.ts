// A bearer token becomes claims or one tagged reason. No clock, no configuration and no fetch of its own.
import { errors, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose'
import * as z from 'zod/mini'
import { Id } from '../contract/fields.ts'

/** Seconds by which the clocks of the issuer and of the edge may differ. */
const CLOCK_TOLERANCE = 5

/** The reason of a token that was good and has ended. */
export const EXPIRED = 'expired: get another token; locally, npm run -s token prints one'

/** Where verification keys come from. The algorithms follow from the source, never from the token. */
export interface KeySource {
  readonly algorithms: readonly string[]
  readonly key: JWTVerifyGetKey
  /** Tried when the signature is not one of `key`: that of before, while tokens of both are about. */
  readonly previousKey?: JWTVerifyGetKey
  readonly issuer: string | undefined
  readonly audience: string | undefined
  /** Until when, in milliseconds since the epoch, the keys at hand may be used. It changes when they do. */
  readonly freshUntil: () => number
  /** Rejects with `KeysUnavailableError` when there are no keys, neither at hand nor to be had. */
  readonly check: () => Promise<void>
}

/** Raised by a key source that can't get at its keys: the token may be good, nobody can tell. `message` is the log's reason. */
export class KeysUnavailableError extends Error {}

/** A claim that is absent grants nothing; one of another type is malformed. */
const Claims = z.object({
  sub: z.string().check(z.minLength(1)),
  brands: z._default(z.array(Id), []),
  scope: z._default(z.string(), ''),
  exp: z.number(),
  iat: z.optional(z.number()),
})

export type Claims = z.infer<typeof Claims>

export type Verification =
  | { readonly ok: true; readonly claims: Claims }
  | { readonly ok: false; readonly reason: string }

/** Whether the token of these claims has ended at the time `now` (milliseconds), by the rule that verifies it. */
export const hasEnded = ({ exp }: Claims, now: number): boolean =>
  exp <= Math.floor(now / 1000) - CLOCK_TOLERANCE

const refused = (reason: string): Verification => ({ ok: false, reason })

const verifyWithKeys = async (
  token: string,
  { key, previousKey }: KeySource,
  options: JWTVerifyOptions,
) => {
  try {
    return await jwtVerify(token, key, options)
  } catch (error) {
    const isOfAnotherKey = error instanceof errors.JWSSignatureVerificationFailed
    if (!isOfAnotherKey || previousKey === undefined) throw error
    return jwtVerify(token, previousKey, options)
  }
}

/**
 * Verifies a compact JWT at the time `now` (milliseconds).
 * Refuses with the reason's code; throws `KeysUnavailableError` when the key source can't be asked.
 */
export const verifyToken = async (
  token: string,
  source: KeySource,
  now: number,
): Promise<Verification> => {
  try {
    const { payload } = await verifyWithKeys(token, source, {
      algorithms: [...source.algorithms],
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'sub'],
      ...(source.issuer === undefined ? {} : { issuer: source.issuer }),
      ...(source.audience === undefined ? {} : { audience: source.audience }),
    })
    const claims = Claims.safeParse(payload)
    if (!claims.success) return refused('malformed_claims')
    if ((claims.data.iat ?? 0) > now / 1000 + CLOCK_TOLERANCE) return refused('issued_in_future')
    return { ok: true, claims: claims.data }
  } catch (error) {
    if (error instanceof KeysUnavailableError) throw error
    if (error instanceof errors.JWTExpired) return refused(EXPIRED)
    if (error instanceof errors.JWTClaimValidationFailed) {
      return refused(`claim_${error.claim}_${error.reason}`)
    }
    return refused(error instanceof errors.JOSEError ? error.code.toLowerCase() : 'unverifiable')
  }
}
