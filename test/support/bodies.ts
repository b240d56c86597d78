// Bodies as they go over the wire, and the whole 422 for what is wrong with them.
import { countRooms } from './factories.ts'
import { invalidFields, shown } from './refusals.ts'
import { CHATROOMS, send } from './worker.ts'

/** What is wrong with each field, without its name: `must be an integer`. */
export type Problems = Record<string, readonly string[]>

export const sendRaw = (rawBody: string) =>
  send('POST', CHATROOMS, { rawBody, headers: { 'Content-Type': 'application/json' } })

/** What a body gets as a request for a room, and whether one was opened after all. */
export const attempt = async (rawBody: string) => ({
  ...shown(await sendRaw(rawBody)),
  ...(await countRooms()),
})

/** The attempt that fails for these problems, all of them named and none else. */
export const refused = (problems: Problems) => ({
  ...invalidFields(
    Object.fromEntries(
      Object.entries(problems).map(([field, texts]) => [
        field,
        texts.map((text) => `${field} ${text}.`),
      ]),
    ),
  ),
  chatrooms: 0,
  pivots: 0,
})

/** An array in an array in an array, `depth` times. */
export const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
