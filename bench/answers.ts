// Whether the contenders that claim to answer what the project answers do so.
import { isDeepStrictEqual } from 'node:util'
import { callsOf } from './calls.ts'
import { sendOne } from './load.ts'
import type { Contender, Running } from './throughput.ts'

/** Headers that tell of the connection or of the one request. */
const OWN = new Set(['content-length', 'connection', 'keep-alive', 'date', 'transfer-encoding'])

const namesOf = (headers: object = {}) =>
  Object.keys(headers)
    .filter((name) => !OWN.has(name))
    .toSorted()

/** What `found` has of the fields of `wanted`: the SQL of before answers columns that nobody needs. */
const withinOf = (found: unknown, wanted: unknown): unknown => {
  if (Array.isArray(found) && Array.isArray(wanted)) {
    return found.map((one, index) => withinOf(one, wanted[index]))
  }
  if (typeof found !== 'object' || typeof wanted !== 'object') return found
  if (found === null || wanted === null) return found
  const fields = Object.keys(wanted)
  return Object.fromEntries(
    fields.map((name) => [name, withinOf(Reflect.get(found, name), Reflect.get(wanted, name))]),
  )
}

/** Throws unless `logged` and the Node server read a room as the project does, and `logged` with its headers. */
export const checkAnswers = async (
  running: Readonly<Record<Contender, Running>>,
  token: string,
): Promise<void> => {
  const read = callsOf().read()
  const [project, logged, node, bare, before] = await Promise.all(
    (['project', 'logged', 'node', 'bare', 'before'] as const).map((name) =>
      sendOne(running[name].url, token, read),
    ),
  )
  const pairs = [
    ['logged', logged?.body, project?.body],
    ['node', node?.body, project?.body],
    ['before', withinOf(before?.body, bare?.body), bare?.body],
    ['logged, by its headers,', namesOf(logged?.headers), namesOf(project?.headers)],
  ] as const
  for (const [name, found, wanted] of pairs) {
    if (isDeepStrictEqual(found, wanted)) continue
    throw new Error(
      `${name} answers ${JSON.stringify(found)} in place of ${JSON.stringify(wanted)}`,
    )
  }
}
