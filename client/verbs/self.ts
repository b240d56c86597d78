// Whom the verbs act for.
import { claimsOf } from '../claims.ts'
import type { Session } from '../session.ts'

/** The ambassador that the client was made for, or the one of its token. Rejects with a TypeError when neither names one. */
export const selfOf = async ({ ambassador, token }: Session): Promise<number> => {
  const id = ambassador ?? Number(claimsOf(await token()).sub)
  if (Number.isInteger(id)) return id
  throw new TypeError('The token names no ambassador: say createChatClient({ ambassador: 1 }).')
}
