// Where a page of a list begins: opaque to clients, and never trusted for anything but an order.
import * as z from 'zod/mini'

/** The sort key and the id of the row at the edge of a page, and whether the page lies before it. */
export interface Cursor {
  readonly key: number | null
  readonly id: number
  readonly isBackward: boolean
}

const Wire = z.tuple([z.string(), z.boolean(), z.nullable(z.int()), z.int()])

const fromBase64Url = (text: string): string => atob(text.replaceAll('-', '+').replaceAll('_', '/'))

const parse = (text: string): unknown => {
  try {
    return JSON.parse(fromBase64Url(text))
  } catch {
    return null
  }
}

/** The text of a cursor of the list sorted by `sort`. */
export const encodeCursor = ({ key, id, isBackward }: Cursor, sort: string): string =>
  btoa(JSON.stringify([sort, isBackward, key, id]))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** The cursor of a text; null when it is empty, malformed or of another order. */
export const decodeCursor = (text: string, sort: string): Cursor | null => {
  const wire = Wire.safeParse(parse(text))
  if (!wire.success || wire.data[0] !== sort) return null
  const [, isBackward, key, id] = wire.data
  return { key, id, isBackward }
}
