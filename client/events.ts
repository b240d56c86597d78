// What a follower hears.
import type { WebSocketConstructor } from './listen.ts'
import type { components } from './schema.ts'

type Logged = components['schemas']['Event'] & {
  /** The `Idempotency-Key` of the request, if it was one of the token's own. Comes over a socket alone. */
  readonly idempotency_key?: string
}

/** Load the lists now: it comes at the beginning without `since`, and when the log was lost from sight. What follows is newer. */
interface Reset {
  readonly type: 'reset'
  readonly cursor: string
}

interface Typing {
  readonly type: 'typing'
  readonly id_chatroom: number
  readonly id_ambassador: number
}

interface Presence {
  readonly type: 'presence'
  readonly id_ambassador: number
  readonly online: boolean
}

/** The events of the log, and over a socket who types and who is there. There may be more types one day. */
export type ChatEvent = Logged | Reset | Typing | Presence

/** `live`: told as it happens; `pulling`: asked for every few seconds; `offline`: nothing is heard at the moment. */
export type FollowStatus = 'live' | 'pulling' | 'offline'

export interface FollowOptions {
  /** The cursor of the newest event that is known. Without it, the first event is a `reset`. */
  readonly since?: string | undefined
  /** Takes the place of the global `WebSocket`; null for none, so that it pulls. */
  readonly WebSocket?: WebSocketConstructor | null | undefined
  /** Ends the following. */
  readonly signal?: AbortSignal | undefined
  /** Is told whenever the status has changed. It is `offline` at first. */
  readonly onStatus?: ((status: FollowStatus) => void) | undefined
}

/**
 * Begins when the first event is asked for. It ends with `break` or the signal, and rejects when coming back would not help:
 * with a ChatError when it is refused for good, with a TypeError without a token.
 */
export interface Following extends AsyncIterableIterator<ChatEvent, undefined> {
  readonly status: FollowStatus
  /** Tells the others in a room that somebody types, at most once in 3 seconds. Does nothing unless live. */
  readonly typing: (idChatroom: number) => void
  next(): Promise<IteratorResult<ChatEvent, undefined>>
  return(): Promise<IteratorReturnResult<undefined>>
}
