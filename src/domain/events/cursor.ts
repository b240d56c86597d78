// A place in the log of a brand: the id of an event and its date, by which the log of before a restore is told from the one after.

export interface Position {
  readonly idEvent: number
  /** Milliseconds since the epoch. */
  readonly insertedAt: number
}

/** Before the first event. */
export const START: Position = { idEvent: 0, insertedAt: 0 }

/** What a cursor looks like. */
export const CURSOR = /^(0|[1-9]\d{0,14})-([\da-z]{1,10})$/

/** `412-lnenrx40`: the id, and the date in base 36. */
export const encodeCursor = ({ idEvent, insertedAt }: Position): string =>
  `${idEvent}-${insertedAt.toString(36)}`

/** The position that a text names; null for a text that no cursor looks like. */
export const decodeCursor = (text: string): Position | null => {
  const [, id, date] = CURSOR.exec(text) ?? []
  if (id === undefined || date === undefined) return null
  return { idEvent: Number(id), insertedAt: Number.parseInt(date, 36) }
}

/** Whether both are the same event, and not one that got the same id after a restore. */
export const isSame = (one: Position, other: Position): boolean =>
  one.idEvent === other.idEvent && one.insertedAt === other.insertedAt
