// Forged, mangled and smuggled tokens. No door may be opened by one.
import { base64url, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { forge, goodClaims, unsigned } from './forge.ts'
import { signToken } from './tokens.ts'

export const HS256 = { alg: 'HS256', typ: 'JWT' }
export const ATTACKER_KEY = 'a secret that only the attacker knows, 32 bytes or more'
const GARBAGE = 'c2lnbmF0dXJl'

type Tokens = Record<string, () => string | Promise<string>>

/** A token under `header` with the private half of a key that the attacker made. */
const signWithOwnKey = async (alg: string, header: (jwk: object) => object = () => ({})) => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = await exportJWK(publicKey)
  return new SignJWT(goodClaims()).setProtectedHeader({ alg, ...header(jwk) }).sign(privateKey)
}

/** A token under `header` with a shared secret that the attacker made. */
const forgeWithOwnKey = (header: object) =>
  forge({ ...HS256, ...header }, goodClaims(), { key: ATTACKER_KEY })

/** A good token of which one part was changed after signing. */
const withPart = async (index: 0 | 1 | 2, change: (part: string) => string) => {
  const parts = (await signToken()).split('.')
  return parts.with(index, change(parts[index] ?? '')).join('.')
}

export const ALGORITHMS: Tokens = {
  'alg none and no signature': () => `${unsigned({ alg: 'none' })}.`,
  'alg none and a signature of garbage': () => `${unsigned({ alg: 'none' })}.${GARBAGE}`,
  'alg None': () => `${unsigned({ alg: 'None' })}.`,
  'alg NONE': () => `${unsigned({ alg: 'NONE' })}.`,
  'alg nOnE and a signature of garbage': () => `${unsigned({ alg: 'nOnE' })}.${GARBAGE}`,
  'alg none and a signature that the secret made': () => forge({ alg: 'none' }),
  'no alg': () => forge({ typ: 'JWT' }),
  'an alg that is null': () => forge({ alg: null }),
  'an empty alg': () => forge({ alg: '' }),
  'an alg that is an array': () => forge({ alg: ['HS256'] }),
  'alg hs256': () => forge({ alg: 'hs256' }),
  'alg HS256 and another key': () => forgeWithOwnKey({}),
  'alg HS384 and the right secret': () => forge({ alg: 'HS384' }, undefined, { hash: 'SHA-384' }),
  'alg HS512 and the right secret': () => forge({ alg: 'HS512' }, undefined, { hash: 'SHA-512' }),
  'alg HS256 over an HMAC of SHA-512': () => forge(HS256, undefined, { hash: 'SHA-512' }),
  'alg RS256': () => signWithOwnKey('RS256'),
  'alg PS256': () => signWithOwnKey('PS256'),
  'alg ES256': () => signWithOwnKey('ES256'),
  'alg EdDSA': () => signWithOwnKey('EdDSA'),
  'alg RS256 over an HMAC of the right secret': () => forge({ alg: 'RS256' }),
}

export const KEY_HEADERS: Tokens = {
  kid: () => forgeWithOwnKey({ kid: 'attacker' }),
  'kid as a path': () => forgeWithOwnKey({ kid: '../../../../dev/null' }),
  'kid as SQL': () => forgeWithOwnKey({ kid: "x' UNION SELECT 'attacker" }),
  jku: () => forgeWithOwnKey({ jku: 'https://attacker.example.com/jwks.json', kid: 'attacker' }),
  x5u: () => forgeWithOwnKey({ x5u: 'https://attacker.example.com/certificate.pem' }),
  x5c: () => forgeWithOwnKey({ x5c: [GARBAGE] }),
  'jwk, a shared secret': () =>
    forgeWithOwnKey({ jwk: { kty: 'oct', k: base64url.encode(ATTACKER_KEY), alg: 'HS256' } }),
  'jwk, an RSA key': () => signWithOwnKey('RS256', (jwk) => ({ jwk })),
  'jwk, an elliptic key': () => signWithOwnKey('ES256', (jwk) => ({ jwk })),
  'jku beside an RSA key': () =>
    signWithOwnKey('RS256', () => ({ jku: 'https://attacker.example.com/jwks.json', kid: '1' })),
}

export const CRITICAL_HEADERS: Tokens = {
  'an unknown critical header': () => forge({ ...HS256, crit: ['popsell'], popsell: 1 }),
  'a critical header that is absent': () => forge({ ...HS256, crit: ['popsell'] }),
  'an empty crit': () => forge({ ...HS256, crit: [] }),
  'a crit that is a text': () => forge({ ...HS256, crit: 'exp' }),
  'a crit of a registered header': () => forge({ ...HS256, crit: ['alg'] }),
  'critical b64 false': () => forge({ ...HS256, crit: ['b64'], b64: false }),
}

export const MANGLED: Tokens = {
  'is empty': () => '',
  'is one dot': () => '.',
  'is two dots': () => '..',
  'is three dots': () => '...',
  'is one word': () => 'token',
  'has two parts': () => unsigned(HS256),
  'is garbage between two dots': () => 'garbage.garbage.garbage',
  'has four parts': async () => `${await signToken()}.${GARBAGE}`,
  'has the five parts of an encrypted token': () => 'e30.YQ.YQ.YQ.YQ',
  'is cut in the middle': async () => (await signToken()).slice(0, 60),
  'has lost its signature': async () => `${(await signToken()).split('.').slice(0, 2).join('.')}.`,
  'has lost the last byte of its signature': () => withPart(2, (part) => part.slice(0, -2)),
  'has another first byte in its signature': () =>
    withPart(2, (part) => `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`),
  'has a payload that was changed after signing': () =>
    withPart(1, () => base64url.encode(JSON.stringify(goodClaims({ brands: [3, 4] })))),
  'has a header that was changed after signing': () =>
    withPart(0, () => base64url.encode(JSON.stringify({ alg: 'HS256', kid: '1' }))),
  'has a header that is not JSON': () => forge('not JSON'),
  'has a header that is an array': () => forge(['HS256']),
  'has a payload that is not JSON': () => forge(HS256, 'not JSON'),
  'has an empty payload': () => forge(HS256, ''),
  'has a payload that is null': () => forge(HS256, null),
  'has a payload that is an array': () => forge(HS256, [goodClaims()]),
  'has a payload that is a text': () => forge(HS256, '"text"'),
  'has a payload that is a number': () => forge(HS256, 7),
  'is a megabyte of one letter': () => 'a'.repeat(1_048_576),
}

export const FORGED: Tokens = { ...ALGORITHMS, ...KEY_HEADERS, ...CRITICAL_HEADERS, ...MANGLED }
