// Tokens put together by hand, as an attacker would: any header, any payload, any key.
import { env } from 'cloudflare:workers'
import { base64url, type JWTPayload } from 'jose'
import { secondsNow } from './tokens.ts'

const encode = (part: unknown): string =>
  base64url.encode(typeof part === 'string' ? part : JSON.stringify(part))

/** The claims of a token that opens rooms in brand 3; undefined removes one. */
export const goodClaims = (claims: Record<string, unknown> = {}): JWTPayload => ({
  sub: 'integration',
  brands: [3],
  scope: 'chat:brand',
  exp: secondsNow() + 600,
  ...claims,
})

/** Header and payload without a signature. A text is taken as it is, so it need not be JSON. */
export const unsigned = (header: unknown, payload: unknown = goodClaims()): string =>
  `${encode(header)}.${encode(payload)}`

/** A token with an HMAC of `signed`, made with the deployment's own secret unless told otherwise. */
export const forge = async (
  header: unknown,
  payload: unknown = goodClaims(),
  { key = env.JWT_SECRET, hash = 'SHA-256' }: { key?: string | Uint8Array; hash?: string } = {},
): Promise<string> => {
  const bytes = typeof key === 'string' ? new TextEncoder().encode(key) : key
  const hmac = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash }, false, ['sign'])
  const signed = unsigned(header, payload)
  const signature = await crypto.subtle.sign('HMAC', hmac, new TextEncoder().encode(signed))
  return `${signed}.${base64url.encode(new Uint8Array(signature))}`
}
