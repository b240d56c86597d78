// Who is asking, for whom that caller may act, and what it may see of whom.
import type { Claims } from './token.ts'

export const SCOPES = ['chat:self', 'chat:contacts', 'chat:brand', 'manager'] as const

export type Scope = (typeof SCOPES)[number]

export interface Caller {
  /** The token's `sub`, as it is. */
  readonly subject: string
  readonly brands: readonly number[]
  readonly scopes: ReadonlySet<string>
  /** The only ambassador that the caller may act for; null when it may act for all of the brand's. */
  readonly self: number | null
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
  return {
    subject: claims.sub,
    brands: claims.brands,
    scopes,
    self: scopes.has('chat:brand') ? null : own,
    expiresAt: claims.exp * 1000,
  }
}

/** True when the caller may act for this ambassador. */
export const canActFor = (caller: Caller, idAmbassador: number): boolean =>
  caller.self === null || caller.self === idAmbassador

/** A token with one of them may see the contacts of everybody in its brands. */
const SEEING: readonly Scope[] = ['chat:brand', 'manager', 'chat:contacts']

/** True when the caller may see the e-mails and the customer ids of everybody in its brands. */
export const canSeeContacts = ({ scopes }: Pick<Caller, 'scopes'>): boolean =>
  SEEING.some((scope) => scopes.has(scope))

/** True when the caller may see the e-mails and the customer id of this ambassador. */
export const canSeeContactsOf = (caller: Viewer, idAmbassador: number): boolean =>
  caller.self === idAmbassador || canSeeContacts(caller)

/** What an answer shows to whom depends on this of a caller. */
export type Viewer = Pick<Caller, 'self' | 'scopes'>

/** Who looks, and when (milliseconds since the epoch): what an answer shows depends on both. */
export interface View {
  readonly caller: Viewer
  readonly now: number
}
