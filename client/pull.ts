// Asks for what has happened since a cursor, page by page.
import type { Ending } from './listen.ts'
import type { Calls } from './rest.ts'
import type { components } from './schema.ts'
import { NoToken } from './session.ts'

/** Events that a page has at most. */
const PAGE = 500

const GONE = 410

interface Pulling {
  readonly GET: Calls['GET']
  readonly since: string | undefined
  readonly signal: AbortSignal
  /** Takes a page, and waits until there is room for another. Its `since` is undefined where the lists have to be loaded again. */
  readonly onPage: (
    page: components['schemas']['EventPage'],
    since: string | undefined,
  ) => Promise<void>
}

/** Reads until the end of the log. Throws without a token. */
export const pull = async ({ GET, since, signal, onPage }: Pulling): Promise<Ending> => {
  let from = since
  try {
    for (;;) {
      const query = from === undefined ? {} : { since: from, limit: PAGE }
      const answer = await GET('/api/v2/chat/events', { params: { query }, signal })
      const { data, error, response } = answer
      if (data) {
        await onPage(data, from)
        if (!data.has_more) return { status: 200, worked: 0 }
        from = data.cursor
      } else if (response.status === GONE && from !== undefined) {
        from = undefined
      } else {
        return { status: response.status, worked: null, reason: error.message }
      }
    }
  } catch (error) {
    if (error instanceof NoToken) throw error
    return { status: 0, worked: null }
  }
}
