// Who is asking, and for whom that caller may act.
import type { Claims } from './token.ts'

export type Scope = 'chat:self' | 'chat:brand' | 'manager'

export interface Caller {
  /** The token's `sub`, as it is. */
  readonly subject: string
  readonly brands: readonly number[]
  readonly scopes: ReadonlySet<string>
  /** The only ambassador that the caller may act for; null when it may act for all of the brand's. */
  readonly self: number | null
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
  return {
    subject: claims.sub,
    brands: claims.brands,
    scopes,
    self: scopes.has('chat:brand') ? null : own,
  }
}

/** True when the caller may act for this ambassador. */
export const canActFor = (caller: Caller, idAmbassador: number): boolean =>
  caller.self === null || caller.self === idAmbassador
