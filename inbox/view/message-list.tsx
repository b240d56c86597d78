// The messages of the open room, which stay where they are on the screen whatever is loaded above or below.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Room } from '../api/shapes.ts'
import { isAtEnd, messagesOf, peerOf, seatOf, type Thread } from '../state/state.ts'
import { useWords } from '../text/language.tsx'
import { Icon } from './icon.tsx'
import { useInbox, useInboxState } from './inbox-context.ts'
import { MessageRow } from './message-row.tsx'
import { groupsOf } from './message-groups.ts'
import { PendingRow } from './pending-row.tsx'
import { rove } from './rove.ts'

/** Pixels from either end at which the next page is asked for. */
const AHEAD = 1200
/** Pixels from the end that still count as being there. */
const NEAR = 80

/** Pixels that are left to scroll down. */
const belowOf = (element: HTMLElement): number =>
  element.scrollHeight - element.scrollTop - element.clientHeight

interface Anchor {
  readonly element: HTMLElement
  readonly top: number
}

/** The first message on the screen, and where it is. */
const anchorIn = (box: HTMLElement): Anchor | null => {
  const { top } = box.getBoundingClientRect()
  for (const element of box.querySelectorAll<HTMLElement>('[data-message]')) {
    const place = element.getBoundingClientRect()
    if (place.bottom > top) return { element, top: place.top }
  }
  return null
}

export const MessageList = ({ room, thread }: { room: Room; thread: Thread }) => {
  const inbox = useInbox()
  const words = useWords()
  const allPending = useInboxState((state) => state.outbox)
  const box = useRef<HTMLDivElement>(null)
  const anchor = useRef<Anchor | null>(null)
  const isNear = useRef(true)
  const wasAtEnd = useRef(true)
  /** Somebody wants to see what is newest, wherever the list is. */
  const isLeaving = useRef(false)
  const [isFar, setFar] = useState(false)
  const messages = useMemo(() => messagesOf(thread), [thread.pages])
  const groups = useMemo(() => groupsOf(messages, thread, inbox.me), [messages])
  const pending = allPending.filter((entry) => entry.room === room.id)
  const hasLoaded = thread.pages.length > 0
  const peer = peerOf(room, inbox.me)
  const peerRead = peer === undefined ? 0 : (seatOf(room, peer)?.lastRead ?? 0)
  const lastOwn = messages.findLast(
    ({ author, change }) => author === inbox.me && change !== 'deleted',
  )?.id

  const remember = (element: HTMLElement) => {
    isNear.current = belowOf(element) < NEAR && wasAtEnd.current
    anchor.current = anchorIn(element)
  }
  // As it is before what is drawn now: a scroll of this very moment has told nobody yet.
  if (box.current) remember(box.current)

  const look = () => {
    const element = box.current
    if (!element) return
    wasAtEnd.current = isAtEnd(thread)
    remember(element)
    const below = belowOf(element)
    setFar(below > element.clientHeight || !isAtEnd(thread))
    if (thread.isLoading || thread.pages.length === 0) return
    if (element.scrollTop < AHEAD) inbox.move('older')
    else if (below < AHEAD) inbox.move('newer')
    if (isNear.current && document.visibilityState === 'visible') inbox.markRead(room.id)
  }
  const lookNow = useRef(look)
  lookNow.current = look

  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }
  const toNewest = () => {
    if (!isAtEnd(thread)) {
      isLeaving.current = true
      inbox.toNewest()
    }
    toEnd()
  }
  // What is new is looked at from its beginning; else from the end.
  useLayoutEffect(() => {
    if (!hasLoaded) return
    const line = box.current?.querySelector('.new-line')
    if (line) line.scrollIntoView({ block: 'center' })
    else toEnd()
    lookNow.current()
  }, [room.id, hasLoaded])
  useLayoutEffect(() => {
    const element = box.current
    if (!element || !hasLoaded) return
    if (isLeaving.current || isNear.current) toEnd()
    else if (anchor.current?.element.isConnected) {
      element.scrollTop += anchor.current.element.getBoundingClientRect().top - anchor.current.top
    }
    if (isAtEnd(thread)) isLeaving.current = false
    lookNow.current()
  }, [thread.pages, pending.length])
  // What one has just written is looked at.
  const newest = pending.at(-1)?.key
  useLayoutEffect(() => {
    if (hasLoaded && newest !== undefined) toNewest()
  }, [newest])
  // The list may tell of what is unread after the messages are there.
  useEffect(() => lookNow.current(), [room.unread])
  useEffect(() => {
    const shown = () => lookNow.current()
    document.addEventListener('visibilitychange', shown)
    const resized = new ResizeObserver(() => (isNear.current ? toEnd() : undefined))
    if (box.current) resized.observe(box.current)
    return () => {
      document.removeEventListener('visibilitychange', shown)
      resized.disconnect()
    }
  }, [])

  return (
    <div class="messages-frame">
      <div
        class="messages"
        ref={box}
        onScroll={look}
        onKeyDown={rove}
        role="region"
        aria-label={words.messages}
        tabIndex={0}
      >
        <div class="messages-inner">
          {hasLoaded && messages.length + pending.length === 0 && (
            <p class="first">{words.firstMessage}</p>
          )}
          {thread.hasFailed && (
            <p class="first">
              {words.couldNotLoad}{' '}
              <button type="button" class="small" onClick={inbox.toNewest}>
                {words.tryAgain}
              </button>
            </p>
          )}
          {groups.map((group) => (
            <MessageRow
              key={group.message.id}
              {...group}
              room={room}
              isRead={group.message.id <= peerRead}
              isLastOwn={group.message.id === lastOwn}
            />
          ))}
          {pending.map((entry) => (
            <PendingRow key={entry.key} entry={entry} />
          ))}
        </div>
      </div>
      {isFar && hasLoaded && (
        <button
          type="button"
          class="round to-newest"
          aria-label={words.toNewest}
          onClick={toNewest}
        >
          <Icon name="down" />
          {room.unread > 0 && <span class="badge">{room.unread}</span>}
        </button>
      )}
    </div>
  )
}
