// For a back end: signs the tokens that its apps use. The secret never leaves it.

export interface TokenOptions {
  /** The `JWT_SECRET` of the service: at least 32 bytes. */
  readonly secret: string
  /** The id of an ambassador, or any name for a system of the brand. */
  readonly sub: number | string
  /** The brands that the token is good for. */
  readonly brands: readonly number[]
  /** `chat:self`, `chat:contacts`, `chat:brand`, `manager`: one of them, or several separated by spaces. */
  readonly scope: string
  /** Seconds for which it is good; an hour unless said otherwise. */
  readonly expiresIn?: number
  /** Where the service has a `JWT_ISSUER`. */
  readonly issuer?: string
  /** Where the service has a `JWT_AUDIENCE`. */
  readonly audience?: string
}

const SHORTEST_SECRET = 32

const encoded = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/**
 * A JSON Web Token, signed with HMAC SHA-256.
 * @throws RangeError for a secret of less than 32 bytes, which the service would not take either.
 */
export const signToken = async ({
  secret,
  sub,
  brands,
  scope,
  expiresIn = 3600,
  issuer,
  audience,
}: TokenOptions): Promise<string> => {
  const text = new TextEncoder()
  const key = text.encode(secret)
  if (key.byteLength < SHORTEST_SECRET) throw new RangeError('The secret needs at least 32 bytes.')
  const iat = Math.floor(Date.now() / 1000)
  const claims = { sub: String(sub), brands, scope, iat, exp: iat + expiresIn }
  const payload = { ...claims, ...(issuer && { iss: issuer }), ...(audience && { aud: audience }) }
  const signed = [{ alg: 'HS256', typ: 'JWT' }, payload]
    .map((part) => encoded(text.encode(JSON.stringify(part))))
    .join('.')
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const hmac = await crypto.subtle.importKey('raw', key, algorithm, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', hmac, text.encode(signed))
  return `${signed}.${encoded(new Uint8Array(signature))}`
}
