// The deployment's key source, made once per isolate from its configuration.
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { type KeySource, KeysUnavailableError } from './token.ts'

/** RFC 7518 §3.2: an HS256 key has at least as many bits as the hash. */
const SECRET_BYTES = 32
const SECRET_ALGORITHMS = ['HS256']
const KEY_SET_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA']

/** A configuration that can't verify anything; `message` says what to set. */
export class MisconfiguredError extends Error {}

const isAboutTheToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported

const remoteKeys = (url: string): JWTVerifyGetKey => {
  const keySet = createRemoteJWKSet(new URL(url))
  return async (header, token) => {
    try {
      return await keySet(header, token)
    } catch (error) {
      throw isAboutTheToken(error) ? error : new KeysUnavailableError('key set unavailable')
    }
  }
}

const createKeySource = async (env: Env): Promise<KeySource> => {
  const expectations = {
    issuer: env.JWT_ISSUER || undefined,
    audience: env.JWT_AUDIENCE || undefined,
  }
  if (env.JWT_SECRET && env.JWKS_URL) {
    throw new MisconfiguredError('set JWT_SECRET or JWKS_URL, not both')
  }
  if (env.JWKS_URL) {
    if (!URL.canParse(env.JWKS_URL)) throw new MisconfiguredError('JWKS_URL is not a URL')
    return { algorithms: KEY_SET_ALGORITHMS, key: remoteKeys(env.JWKS_URL), ...expectations }
  }
  if (!env.JWT_SECRET) throw new MisconfiguredError('set JWT_SECRET or JWKS_URL')
  const secret = new TextEncoder().encode(env.JWT_SECRET)
  if (secret.byteLength < SECRET_BYTES) {
    throw new MisconfiguredError(`JWT_SECRET is shorter than ${SECRET_BYTES} bytes`)
  }
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['verify'])
  return { algorithms: SECRET_ALGORITHMS, key: () => key, ...expectations }
}

const sources = new Map<string, KeySource>()

/**
 * The key source of this deployment; rejects with `MisconfiguredError` when there is none that can be trusted.
 * Only what is ready is kept: a promise made in one request may never settle for another when the first is cancelled.
 */
export const keySourceOf = async (env: Env): Promise<KeySource> => {
  const configuration = [env.JWT_SECRET, env.JWKS_URL, env.JWT_ISSUER, env.JWT_AUDIENCE].join('\n')
  const known = sources.get(configuration)
  if (known) return known
  const source = await createKeySource(env)
  sources.set(configuration, source)
  return source
}
