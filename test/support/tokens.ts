// Tokens as the deployment's identity provider would sign them.
import { env } from 'cloudflare:workers'
import { type JWTPayload, SignJWT } from 'jose'

const secret = () => new TextEncoder().encode(env.JWT_SECRET)

export const secondsNow = () => Math.floor(Date.now() / 1000)

/** A good token for every ambassador of brand 3; `claims` overrides or, with undefined, removes. */
export const signToken = (claims: JWTPayload = {}, key: Uint8Array = secret()): Promise<string> =>
  new SignJWT({
    sub: 'integration',
    brands: [3],
    scope: 'chat:brand',
    exp: secondsNow() + 600,
    ...claims,
  })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(key)

/** A token of one ambassador of brand 3. */
export const signSelfToken = (idAmbassador: number, claims: JWTPayload = {}): Promise<string> =>
  signToken({ sub: String(idAmbassador), scope: 'chat:self', ...claims })
