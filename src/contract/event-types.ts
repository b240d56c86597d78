// The kinds of events. The log keeps a kind by its place in this list: append, never reorder.

export const EVENT_TYPES = [
  'message.created',
  'message.updated',
  'chatroom.created',
  'chatroom.updated',
  'chatroom.read',
  'pivot.updated',
  'rating.updated',
  'summary.created',
  'waiting.created',
  'waiting.handled',
  'ambassador.updated',
] as const

export type EventType = (typeof EVENT_TYPES)[number]

/** What the log keeps for a kind. */
export const codeOf = (type: EventType): number => EVENT_TYPES.indexOf(type)
