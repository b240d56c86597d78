// Hears of everything that happens, in order and once, for as long as somebody listens: over a socket, or by pulling.
import type { ChatEvent, Following, FollowOptions, FollowStatus } from './events.ts'
import { type Ending, type Frame, type Line, listen } from './listen.ts'
import { pull } from './pull.ts'
import { Queue } from './queue.ts'
import { type Calls, connectionOf } from './rest.ts'
import { createRules } from './rules.ts'
import { NoToken } from './session.ts'
import { watchNetwork } from './wake.ts'

/** Events that wait to be taken; when there are more, the connection is closed until they have been. */
const MOST_WAITING = 1000

/** Milliseconds between two tellings that somebody types in a room, and in another one: a socket may send 10 frames in 10 s. */
const TYPING_EVERY = 3000
const TYPING_ELSEWHERE = 1500

/** In a browser the address of the service may be relative to that of the page. */
const pageUrl = (): string | undefined =>
  (globalThis as { location?: { href: string } }).location?.href

const urlOf = (baseUrl: string, brand: number, since: string | undefined): string => {
  const root = baseUrl.replace(/\/$/, '')
  const url = new URL(`${root}/api/v2/chat/socket?brand=${brand}`, pageUrl())
  url.protocol = url.protocol.replace('http', 'ws')
  if (since !== undefined) url.searchParams.set('since', since)
  return url.href
}

/**
 * Hears of what happens from `since` on, in order and once, as far as it concerns the token's caller. The same as the method
 * `follow` of a client with verbs.
 */
export const follow = (
  client: Calls,
  { since, signal, onStatus, WebSocket = globalThis.WebSocket ?? null }: FollowOptions = {},
): Following => {
  const { baseUrl, session } = connectionOf(client)
  const queue = new Queue<ChatEvent>()
  const stopper = new AbortController()
  const rules = createRules(session.isRenewable)
  let hasBegun = false
  let status: FollowStatus = 'offline'
  let position = since
  let line: Line | undefined
  let endRest: (() => void) | undefined
  let wake: (() => void) | undefined
  let isWoken = false
  let stopWatching: (() => void) | undefined
  let typed = { at: 0, idChatroom: 0 }

  const become = (next: FollowStatus) => {
    if (next === status || stopper.signal.aborted) return
    status = next
    onStatus?.(next)
  }

  const onFrame = (frame: Frame) => {
    session.see(frame.bookmark)
    become('live')
    const { type, cursor } = frame
    if (type !== 'ready') queue.push(frame as ChatEvent)
    else if (position === undefined) queue.push({ type: 'reset', cursor: cursor! })
    // Events that are told behind `ready` come after `since`, and so does its cursor.
    if (cursor !== undefined) position = cursor
    if (queue.size >= MOST_WAITING) line?.close()
  }

  const listenOnce = async (): Promise<Ending> => {
    try {
      const token = await session.token()
      if (stopper.signal.aborted) return { status: 0, worked: null }
      const url = urlOf(baseUrl, session.brand, position)
      line = listen(WebSocket!, url, token, { session, onFrame })
      return await line.ended
    } catch (error) {
      // A function that fails to get a token will get one when the network is there.
      if (error instanceof NoToken) throw error
      return { status: 0, worked: null }
    } finally {
      line = undefined
    }
  }

  const pullOnce = (): Promise<Ending> =>
    pull({
      GET: client.GET,
      since: position,
      signal: stopper.signal,
      onPage: async ({ data, cursor }, from) => {
        become('pulling')
        if (from === undefined) queue.push({ type: 'reset', cursor })
        for (const event of data) queue.push(event)
        position = cursor
        await room()
      },
    })

  /** Waits until there is room for more. */
  const room = async (): Promise<void> => {
    if (queue.size >= MOST_WAITING) await queue.drained()
  }

  const rest = (milliseconds: number, isWakeable: boolean): Promise<void> =>
    new Promise((resolve) => {
      endRest = () => {
        clearTimeout(timer)
        endRest = wake = undefined
        resolve()
      }
      const timer = setTimeout(endRest, milliseconds)
      if (isWakeable) wake = endRest
    })

  const run = async (): Promise<void> => {
    while (!stopper.signal.aborted) {
      await room()
      const isListening = WebSocket !== null && rules.isSocketDue()
      isWoken = false
      const ending = isListening ? await listenOnce() : await pullOnce()
      if (stopper.signal.aborted) return
      // A socket that came to nothing says nothing of pulling.
      const isLost = isListening ? ending.worked !== null : ending.status !== 200
      if (isLost) become('offline')
      const { pause, isWakeable } = rules.after(ending, isListening)
      // The network may have come back while a try was under way that had begun without it.
      const isDue = isWakeable && isWoken && ending.worked === null
      if (pause > 0 && !isDue) await rest(pause, isWakeable)
    }
  }

  const finish = (error?: { readonly reason: unknown }) => {
    if (stopper.signal.aborted) return
    become('offline')
    stopper.abort()
    line?.close()
    endRest?.()
    stopWatching?.()
    signal?.removeEventListener('abort', onAbort)
    queue.end(error)
  }

  const onAbort = () => finish()

  const onThere = () => {
    isWoken = true
    line?.check()
    wake?.()
  }

  const begin = () => {
    hasBegun = true
    if (signal?.aborted) return finish()
    signal?.addEventListener('abort', onAbort)
    stopWatching = watchNetwork(onThere, () => line?.close())
    run().catch((reason: unknown) => finish({ reason }))
  }

  return {
    get status() {
      return status
    },
    typing(idChatroom) {
      const now = Date.now()
      const every = idChatroom === typed.idChatroom ? TYPING_EVERY : TYPING_ELSEWHERE
      if (status !== 'live' || now - typed.at < every) return
      typed = { at: now, idChatroom }
      line?.say({ type: 'typing', id_chatroom: idChatroom })
    },
    next() {
      if (!hasBegun && !stopper.signal.aborted) begin()
      return queue.take()
    },
    return() {
      finish()
      return Promise.resolve({ value: undefined, done: true })
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
