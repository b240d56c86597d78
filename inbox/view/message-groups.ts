// Puts messages of one author that follow each other together, and a line between days and in front of what is new.
import type { Message } from '../api/shapes.ts'
import type { Thread } from '../state/state.ts'
import { dayOf } from '../text/language.tsx'

/** Milliseconds between two messages of one author that still belong together. */
const TOGETHER = 5 * 60_000

export interface Grouped {
  readonly message: Message
  /** The beginning of a day to say in front of it; null for the same day as before. */
  readonly day: number | null
  readonly isFirstNew: boolean
  readonly isFirst: boolean
  readonly isLast: boolean
}

const belongs = (message: Message, next: Message | undefined): boolean =>
  next !== undefined &&
  next.author === message.author &&
  next.at - message.at < TOGETHER &&
  dayOf(next.at) === dayOf(message.at) &&
  message.rating === null &&
  next.rating === null

export const groupsOf = (
  messages: readonly Message[],
  { readUntil, openedAt }: Thread,
  me: number,
): readonly Grouped[] => {
  const firstNew = messages.find(
    ({ id, author }) => id > readUntil && id <= openedAt && author !== me,
  )
  return messages.map((message, index) => {
    const before = messages[index - 1]
    const day = dayOf(message.at)
    const isFirstNew = message === firstNew
    return {
      message,
      day: before && dayOf(before.at) === day ? null : day,
      isFirstNew,
      isFirst: !before || isFirstNew || !belongs(before, message),
      isLast: !belongs(message, messages[index + 1]),
    }
  })
}
