// Signs a bearer token with the local secret, as the deployment's identity provider would.
import { SignJWT } from 'jose'

export interface TokenOptions {
  readonly brands: readonly number[]
  readonly scope: string
  readonly sub: string
  /** Seconds until it expires; negative for one that has. */
  readonly ttl: number
  readonly issuer?: string | undefined
  readonly audience?: string | undefined
}

export const DEFAULT_TOKEN: TokenOptions = {
  brands: [3],
  scope: 'chat:brand',
  sub: 'demo',
  ttl: 3600,
}

/** A signed HS256 token with the claims of the contract. */
export const signToken = (secret: string, options: TokenOptions) => {
  const { brands, scope, sub, ttl, issuer, audience } = options
  const now = Math.floor(Date.now() / 1000)
  const expected = {
    ...(issuer === undefined ? {} : { iss: issuer }),
    ...(audience === undefined ? {} : { aud: audience }),
  }
  return new SignJWT({ brands, scope, ...expected })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(sub)
    .setIssuedAt(now + Math.min(ttl, 0))
    .setExpirationTime(now + ttl)
    .sign(new TextEncoder().encode(secret))
}
