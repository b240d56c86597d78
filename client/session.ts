// What all that a client does has in common: its token, its brand, and how far it has seen the database get.

export interface SessionOptions {
  /** A bearer token, or a function that answers one: it is called before each try. */
  readonly token: string | undefined | (() => string | Promise<string>)
  /** The id of the brand that the client works in. */
  readonly brand: number
  /** Whom the verbs act for; the `sub` of the token unless said otherwise. */
  readonly ambassador?: number | undefined
}

export interface Session {
  readonly brand: number
  /** Whether there may be another token. */
  readonly isRenewable: boolean
  /** The token for now. Rejects with a TypeError when there is none, else as the function does. */
  readonly token: () => Promise<string>
  /** Whom the verbs act for, where that is said. */
  readonly ambassador: number | undefined
  /** The newest bookmark; empty at first. */
  readonly bookmark: () => string
  /** Keeps the bookmark of an answer, if it is newer. */
  readonly see: (bookmark: string | null | undefined) => void
}

/** Nobody is signed in. */
export class NoToken extends TypeError {
  constructor() {
    super('The chat client needs a token.')
  }
}

/** @throws TypeError without a token. */
export const createSession = ({ token, brand, ambassador }: SessionOptions): Session => {
  if (!token) throw new NoToken()
  let newest = ''
  return {
    brand,
    ambassador,
    isRenewable: typeof token === 'function',
    token: async () => {
      const current = typeof token === 'string' ? token : await token()
      if (!current) throw new NoToken()
      return current
    },
    bookmark: () => newest,
    see: (bookmark) => {
      // Bookmarks sort by age, and answers may overtake each other.
      if (bookmark && bookmark > newest) newest = bookmark
    },
  }
}
