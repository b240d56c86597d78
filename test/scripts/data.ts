// What the tests of the data commands share: the commands, and the API that they use.
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main as exportBrand } from '../../scripts/export.ts'
import { main as importPeople } from '../../scripts/import.ts'
import { processIo } from '../../scripts/io.ts'
import { localSecret } from '../../scripts/local.ts'
import { signToken } from '../../scripts/sign-token.ts'
import { call, type Outcome } from './call.ts'

/** A folder of its own. */
export const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'edge-chatrooms-data-'))

const COMMANDS = { import: importPeople, export: exportBrand }

/** Calls a data command. */
export const runCommand = (
  name: keyof typeof COMMANDS,
  flags: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> => call(COMMANDS[name], flags, { env })

/** The objects of an NDJSON file. */
export const readNdjson = (path: string): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

/** Sends requests to the API below `url`, each of which must succeed; answers the body. */
export const apiOf =
  (url: string) =>
  async <Body>(brand: number, method: string, path: string, body?: unknown): Promise<Body> => {
    const scope = 'chat:brand manager'
    const token = await signToken(localSecret(processIo.root), {
      brands: [brand],
      scope,
      sub: 'test',
      ttl: 600,
    })
    const response = await fetch(`${url}/api/v2${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        'X-Popsell-Brand': String(brand),
        'Content-Type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
    return (await response.json()) as Body
  }

/** Everybody in a brand, read page by page and not by cursor as an export reads. */
export const peopleOf = async (url: string, brand: number): Promise<Record<string, unknown>[]> => {
  const people: Record<string, unknown>[] = []
  for (let page = 1, last = 1; page <= last; page += 1) {
    const path = `/manager/ambassadors?per_page=100&page=${page}`
    const answer = await apiOf(url)<{ data: (typeof people)[0][]; last_page: number }>(
      brand,
      'GET',
      path,
    )
    people.push(...answer.data)
    last = answer.last_page
  }
  return people
}

export const idsOf = (people: readonly Record<string, unknown>[]) =>
  people.map((person) => person['id_ambassador'])

/** The integers from 1 to `last`. */
export const upTo = (last: number): number[] =>
  Array.from({ length: last }, (_, index) => index + 1)

/** The lines that `rowOf` makes of the ids from 1 to `last`. */
export const rows = (last: number, rowOf: (id: number) => string): string =>
  upTo(last)
    .map((id) => `${rowOf(id)}\n`)
    .join('')
