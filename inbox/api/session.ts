// Who is using the page: what a token says of itself. Whether it is true, the service decides.

export interface Session {
  readonly token: string
  readonly brand: number
  /** The ambassador whose inbox it is; null for a token that is nobody's, such as a manager's. */
  readonly me: number | null
  readonly isManager: boolean
  /** Seconds since 1970. */
  readonly expiresAt: number
}

/** Of one tab, and kept when it is loaded again: two tabs may be two people. */
const KEPT = 'token'

const claimsOf = (token: string): Record<string, unknown> | null => {
  try {
    const [, payload = ''] = token.split('.')
    return JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))
  } catch {
    return null
  }
}

/** The session of a token; null when it is none, or of no use for an inbox. */
export const sessionOf = (token: string): Session | null => {
  const claims = claimsOf(token)
  if (typeof claims !== 'object' || claims === null) return null
  const { sub, brands, scope, exp } = claims
  const [brand] = Array.isArray(brands) ? brands : []
  const scopes = typeof scope === 'string' ? scope.split(' ') : []
  const isChatting = scopes.includes('chat:self') || scopes.includes('chat:brand')
  const me = isChatting && /^[1-9]\d{0,9}$/.test(String(sub)) ? Number(sub) : null
  const isManager = scopes.includes('manager')
  if (typeof brand !== 'number' || (me === null && !isManager)) return null
  return { token, brand, me, isManager, expiresAt: Number(exp) }
}

/** What the address brought: a token, and whom to talk with. It is taken out of the address bar, and so out of the history. */
export const takeFragment = (): { token: string | null; peer: number | null } => {
  const fragment = new URLSearchParams(location.hash.slice(1))
  const token = fragment.get('token')
  if (token !== null) history.replaceState(null, '', location.pathname)
  return { token, peer: Number(fragment.get('with')) || null }
}

export const keptToken = (): string | null => sessionStorage.getItem(KEPT)

export const keepToken = (token: string): void => sessionStorage.setItem(KEPT, token)

export const forgetToken = (): void => sessionStorage.removeItem(KEPT)
