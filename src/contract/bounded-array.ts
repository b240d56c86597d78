// Long lists in a body.
import * as z from 'zod/mini'
import { sized } from './fields.ts'

/** Says what is wrong with elements together; each of them may be anything. */
export type Check = (values: readonly unknown[], payload: z.core.ParsePayload) => void

/**
 * An array whose length is checked before its elements, so that an endless list costs one error. Then all that is wrong with
 * the elements, and what `check` says of them together, comes at once.
 */
export const boundedArray = <Item extends z.ZodMiniType>(
  item: Item,
  { minimum, maximum }: { minimum: number; maximum: number },
  check: Check,
) => {
  const list = z.array(item)
  return z.pipe(
    z.array(z.unknown()).check(z.minLength(minimum, sized), z.maxLength(maximum, sized)),
    z.transform((values, payload): z.output<Item>[] => {
      const parsed = list.safeParse(values)
      for (const { path, message } of parsed.error?.issues ?? []) {
        payload.issues.push({ code: 'custom', path: [...path], message, input: values })
      }
      check(values, payload)
      return parsed.data ?? []
    }),
  )
}

/**
 * Adds an error for each key that came before, at `fieldOf` its place: a path in the list. A null key repeats none. `nameOf`
 * is the same field as the client knows it.
 */
export const refuseRepeats = (
  keys: readonly unknown[],
  fieldOf: (index: number) => PropertyKey[],
  nameOf: (index: number) => string,
  payload: z.core.ParsePayload,
): void => {
  const firsts = new Map<unknown, number>()
  for (const [index, key] of keys.entries()) {
    if (key === null) continue
    const first = firsts.get(key)
    if (first === undefined) {
      firsts.set(key, index)
    } else {
      const message = `must differ from ${nameOf(first)}`
      payload.issues.push({ code: 'custom', path: fieldOf(index), message, input: keys })
    }
  }
}
