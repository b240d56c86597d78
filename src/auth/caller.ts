// Who acts by a token.
import type { Actor } from '../contract/actor.ts'
import type { Claims } from './token.ts'

/** The actor that a token names, and the brands that it acts in. */
export interface Caller extends Actor {
  readonly brands: readonly number[]
  /** When the token ends, milliseconds since the epoch. */
  readonly expiresAt: number
}

const NOBODY = 0

/**
 * The caller of verified claims. A `chat:brand` token acts for every ambassador of its brands. Any other acts for the
 * ambassador in `sub` alone, and for nobody when `sub` is not an ambassador's id in decimal.
 */
export const callerOf = (claims: Claims): Caller => {
  const scopes = new Set(claims.scope.split(' ').filter((scope) => scope !== ''))
  const isAmbassador = /^[1-9]\d{0,9}$/.test(claims.sub)
  const own = isAmbassador ? Number(claims.sub) : NOBODY
  const isBrand = scopes.has('chat:brand')
  return {
    kind: isBrand ? 'brand' : 'person',
    subject: claims.sub,
    brands: claims.brands,
    scopes,
    self: isBrand ? null : own,
    expiresAt: claims.exp * 1000,
  }
}
