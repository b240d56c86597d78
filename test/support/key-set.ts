// An identity provider with a key set: its keys, its tokens, and the endpoint that the Worker fetches.
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  SignJWT,
} from 'jose'
import { onTestFinished, vi } from 'vitest'
import { goodClaims } from './forge.ts'

export interface ProviderKey {
  readonly alg: string
  readonly privateKey: CryptoKey
  /** The public half as the key set lists it. */
  readonly jwk: JWK
}

export const createKey = async (alg: string, kid: string): Promise<ProviderKey> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

/** A good token for brand 3 under this key; `header` overrides or, with undefined, removes. */
export const signWith = (
  { alg, privateKey, jwk }: ProviderKey,
  header: Record<string, unknown> = {},
): Promise<string> =>
  new SignJWT(goodClaims())
    .setProtectedHeader({ alg, kid: jwk.kid, ...header } as JWTHeaderParameters)
    .sign(privateKey)

/** The answer of an endpoint that lists these keys. */
export const keySet = (...keys: readonly ProviderKey[]) =>
  Response.json({ keys: keys.map(({ jwk }) => jwk) })

/**
 * Serves a key set at an address of its own until the end of the test: the Worker keeps key sets by address.
 * `respond` is asked at each fetch; `fetched` lists the addresses that were asked for, whether or not they exist.
 */
export const serveKeySet = (respond: () => Response | Promise<Response>) => {
  const url = `https://keys.example.com/${crypto.randomUUID()}`
  const fetched: string[] = []
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const address = input instanceof Request ? input.url : String(input)
    fetched.push(address)
    if (address !== url) throw new TypeError(`nobody answers at ${address}`)
    return respond()
  })
  onTestFinished(() => spy.mockRestore())
  return { env: { JWT_SECRET: '', JWKS_URL: url }, url, fetched }
}
