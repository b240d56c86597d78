// What happens, as it happens.
import { type ChatEvent, follow } from 'edge-chatrooms/client'
import type { Chat } from './client.ts'

export type Event = Extract<ChatEvent, { id_event: number }>

type Told<Some, Type> = Some extends { type: infer Types }
  ? Type extends Types
    ? Some
    : never
  : never

/** The event of a type. */
export type EventOf<Type extends Event['type']> = Told<Event, Type>

export interface Signals {
  /** `key` is that of the request which made it, if it was one's own. */
  readonly event: (event: Event, key: string | null) => void
  /** What the page has may be out of date: at the beginning, and when the place in the log is lost. */
  readonly reset: () => void
  readonly typing: (room: number, person: number) => void
  readonly presence: (person: number, isOnline: boolean) => void
  readonly connection: (isLive: boolean) => void
  /** Nothing will be told any more. */
  readonly ended: (error: unknown) => void
}

export interface Live {
  readonly sayTyping: (room: number) => void
  readonly close: () => void
}

/** Listens until `close`. */
export const goLive = (chat: Chat, signals: Signals): Live => {
  const stopper = new AbortController()
  const { signal } = stopper
  let status = 'offline'
  // A browser knows that it has no network before a connection does.
  const tell = () => signals.connection(status !== 'offline' && navigator.onLine)
  const following = follow(chat, {
    signal,
    onStatus: (next) => {
      status = next
      tell()
    },
  })
  for (const name of ['online', 'offline']) addEventListener(name, tell, { signal })

  const listen = async () => {
    for await (const event of following) {
      switch (event.type) {
        case 'reset':
          signals.reset()
          break
        case 'typing':
          signals.typing(event.id_chatroom, event.id_ambassador)
          break
        case 'presence':
          signals.presence(event.id_ambassador, event.online)
          break
        default:
          signals.event(event, event.idempotency_key ?? null)
      }
    }
  }
  listen().catch(signals.ended)
  return { sayTyping: (room) => following.typing(room), close: () => stopper.abort() }
}
