// The callers of tokens that were verified: an app sends the same token with each request. A token that is not known here, to
// the letter, is none of them.
import type { Caller } from './caller.ts'
import { type Claims, hasEnded, type KeySource } from './token.ts'

/** Tokens that an isolate remembers for each key source. */
const MOST_TOKENS = 1000

interface Verified {
  readonly caller: Caller
  readonly claims: Claims
  /** Which keys the token was verified with. */
  readonly freshUntil: number
}

const tokensOf = new WeakMap<KeySource, Map<string, Verified>>()

/** The caller of a token that these keys have verified before and that is still good at the time `now` (milliseconds). */
export const recall = (source: KeySource, token: string, now: number): Caller | null => {
  const known = tokensOf.get(source)?.get(token)
  if (known === undefined) return null
  const freshUntil = source.freshUntil()
  const isGood = known.freshUntil === freshUntil && now < freshUntil && !hasEnded(known.claims, now)
  return isGood ? known.caller : null
}

/** Remembers a token that was verified with the keys that were good until `freshUntil`. */
export const remember = (source: KeySource, token: string, verified: Verified): void => {
  let tokens = tokensOf.get(source)
  if (tokens === undefined || tokens.size >= MOST_TOKENS) {
    tokens = new Map()
    tokensOf.set(source, tokens)
  }
  tokens.set(token, verified)
}
