// The deployment's key source, made once per isolate from its configuration.
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { type KeySource, KeysUnavailableError } from './token.ts'

/** RFC 7518 §3.2: an HS256 key has at least as many bits as the hash. */
const SECRET_BYTES = 32
const SECRET_ALGORITHMS = ['HS256']
const KEY_SET_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA']

const UNSET =
  'set JWT_SECRET or JWKS_URL; npm run dev makes a local secret, npm run setup that of a deployment'

/** A configuration that can't verify anything; `message` says what to set. */
export class MisconfiguredError extends Error {}

/** How long, in milliseconds, a fetched key set is good, and how long after a fetch the next one may begin. */
const FRESH_FOR = 10 * 60_000
const COOLDOWN = 30_000

/** jose's ways to say that the token names no key of the set. */
const isAboutTheToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported

/** What the key set answers; a fault of its own is not one of the token's. */
const available = async <Result>(answer: Promise<Result>): Promise<Result> => {
  try {
    return await answer
  } catch (error) {
    throw isAboutTheToken(error) ? error : new KeysUnavailableError('key set unavailable')
  }
}

/**
 * The keys behind a URL. jose fetches and parses them; when to fetch is decided here, before anything is awaited, so that a
 * flood of unknown key ids, or many requests at the end of the cache, make one fetch and not one each.
 */
const remoteKeys = (url: string): Pick<KeySource, 'key' | 'freshUntil'> => {
  const keySet = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: Number.POSITIVE_INFINITY,
  })
  let freshUntil = Number.NEGATIVE_INFINITY
  let nextTryAt = Number.NEGATIVE_INFINITY
  const mayReload = () => Date.now() >= nextTryAt
  const reload = async () => {
    const now = Date.now()
    nextTryAt = now + COOLDOWN
    await available(keySet.reload())
    freshUntil = now + FRESH_FOR
  }
  const key: JWTVerifyGetKey = async (header, token) => {
    const isStale = Date.now() >= freshUntil && mayReload()
    if (keySet.jwks() === undefined || isStale) await reload()
    try {
      return await available(keySet(header, token))
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !mayReload()) throw error
      await reload()
      return available(keySet(header, token))
    }
  }
  return { key, freshUntil: () => freshUntil }
}

/** A shared secret does not grow old. */
const forever = () => Number.POSITIVE_INFINITY

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
    return { algorithms: KEY_SET_ALGORITHMS, ...remoteKeys(env.JWKS_URL), ...expectations }
  }
  if (!env.JWT_SECRET) throw new MisconfiguredError(UNSET)
  const secret = new TextEncoder().encode(env.JWT_SECRET)
  if (secret.byteLength < SECRET_BYTES) {
    throw new MisconfiguredError(`JWT_SECRET is shorter than ${SECRET_BYTES} bytes`)
  }
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['verify'])
  return { algorithms: SECRET_ALGORITHMS, key: () => key, freshUntil: forever, ...expectations }
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
