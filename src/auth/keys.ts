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

/** Milliseconds for which a fetched key set is good, and for which the endpoint is left alone after a fetch. */
const FRESH_FOR = 10 * 60_000
const COOLDOWN = 30_000
/** The same after a fetch that failed while there are no keys at all: nobody gets in meanwhile. */
const COLD_COOLDOWN = 1000

/** A fetch is given up, and later taken for lost: that of a cancelled request never settles. Apart, so that no two overlap. */
const FETCH_TIMEOUT = 5000
const LOST_AFTER = 6000

/** How often, and how many times, a request looks whether another one's fetch is over. Longer than a fetch that is lost. */
const PAUSE = 50
const MOST_PAUSES = 140

const NEVER = Number.NEGATIVE_INFINITY

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, PAUSE))

/** jose's ways to say that the token names no key of the set. */
const isAboutTheToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported

const unavailable = () => new KeysUnavailableError('key_set_unavailable')

/**
 * The keys behind a URL. jose fetches and parses them; when to fetch is decided here, before anything is awaited, so that
 * many requests at once make one fetch and not one each, with keys at hand or without. A request never awaits the promise
 * of another, which would not settle if that one were cancelled.
 */
const remoteKeys = (url: string): Pick<KeySource, 'key' | 'freshUntil' | 'check'> => {
  const keySet = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: Number.POSITIVE_INFINITY,
    timeoutDuration: FETCH_TIMEOUT,
  })
  let freshUntil = NEVER
  let nextLoadAt = NEVER
  let loadingUntil = NEVER
  let hasLoaded = false
  const isCold = () => freshUntil === NEVER
  const mayLoad = () => Date.now() >= nextLoadAt
  const isLoading = () => Date.now() < loadingUntil

  const load = async () => {
    const now = Date.now()
    loadingUntil = now + LOST_AFTER
    nextLoadAt = isCold() ? loadingUntil : now + COOLDOWN
    hasLoaded = false
    try {
      await keySet.reload()
      freshUntil = now + FRESH_FOR
      nextLoadAt = now + COOLDOWN
      hasLoaded = true
    } catch {
      nextLoadAt = Date.now() + (isCold() ? COLD_COOLDOWN : COOLDOWN)
    }
    loadingUntil = NEVER
  }

  /** Loads the keys if it is time to, or waits while another request does. */
  const renew = async () => {
    for (let pauses = 0; pauses < MOST_PAUSES; pauses += 1) {
      if (mayLoad()) return load()
      if (!isLoading()) return
      await pause()
    }
  }

  /** Keys that have grown old stay in use while they can't be fetched, and while another request fetches them. */
  const prepare = async () => {
    if (isCold() || (Date.now() >= freshUntil && mayLoad())) await renew()
    // jose would fetch by itself.
    if (isCold()) throw unavailable()
  }

  /** What the keys at hand answer; a fault of theirs is not one of the token's. */
  const find: JWTVerifyGetKey = async (header, token) => {
    try {
      return await keySet(header, token)
    } catch (error) {
      throw isAboutTheToken(error) ? error : unavailable()
    }
  }

  const key: JWTVerifyGetKey = async (header, token) => {
    await prepare()
    try {
      return await find(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      await renew()
      if (!hasLoaded) throw unavailable()
      return find(header, token)
    }
  }

  const check = async () => {
    await prepare()
    if (keySet.jwks()?.keys.length === 0) throw new KeysUnavailableError('key_set_empty')
  }
  return { key, freshUntil: () => freshUntil, check }
}

/** A shared secret is at hand and does not grow old. */
const atHand = { freshUntil: () => Number.POSITIVE_INFINITY, check: async () => {} }

/** The verification key of a secret; `name` is the variable that it comes from. */
const secretKey = async (name: string, secret: string): Promise<JWTVerifyGetKey> => {
  const bytes = new TextEncoder().encode(secret)
  if (bytes.byteLength < SECRET_BYTES) {
    throw new MisconfiguredError(`${name} is shorter than ${SECRET_BYTES} bytes`)
  }
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify'])
  return () => key
}

const createKeySource = async (env: Env): Promise<KeySource> => {
  const expectations = {
    issuer: env.JWT_ISSUER || undefined,
    audience: env.JWT_AUDIENCE || undefined,
  }
  if (env.JWT_SECRET && env.JWKS_URL) {
    throw new MisconfiguredError('set JWT_SECRET or JWKS_URL, not both')
  }
  if (env.JWT_SECRET_PREVIOUS && !env.JWT_SECRET) {
    throw new MisconfiguredError('set JWT_SECRET_PREVIOUS beside JWT_SECRET, or delete it')
  }
  if (env.JWKS_URL) {
    if (!/^https?:$/.test(URL.parse(env.JWKS_URL)?.protocol ?? '')) {
      throw new MisconfiguredError('JWKS_URL is not an http or https URL')
    }
    return { algorithms: KEY_SET_ALGORITHMS, ...remoteKeys(env.JWKS_URL), ...expectations }
  }
  if (!env.JWT_SECRET) throw new MisconfiguredError(UNSET)
  const key = await secretKey('JWT_SECRET', env.JWT_SECRET)
  const previous = env.JWT_SECRET_PREVIOUS
    ? { previousKey: await secretKey('JWT_SECRET_PREVIOUS', env.JWT_SECRET_PREVIOUS) }
    : {}
  return { algorithms: SECRET_ALGORITHMS, key, ...previous, ...atHand, ...expectations }
}

/** Another value of one of these is another key source, which remembers no token of the one before. */
const SETTINGS = [
  'JWT_SECRET',
  'JWT_SECRET_PREVIOUS',
  'JWKS_URL',
  'JWT_ISSUER',
  'JWT_AUDIENCE',
] as const

const sources = new Map<string, KeySource>()

/**
 * The key source of this deployment; rejects with `MisconfiguredError` when there is none that can be trusted.
 * Only what is ready is kept: a promise made in one request may never settle for another when the first is cancelled.
 */
export const keySourceOf = async (env: Env): Promise<KeySource> => {
  const configuration = SETTINGS.map((name) => env[name]).join('\n')
  const known = sources.get(configuration)
  if (known) return known
  const made = await createKeySource(env)
  // The first one is everybody's, also of those who began to make one at the same time: each fetches for itself.
  const source = sources.get(configuration) ?? made
  sources.set(configuration, source)
  return source
}
