// Reads lists of the API to their ends, page by page.
import { dataOf } from './command.ts'

/** The most that a page may hold. */
export const PER_PAGE = 100

interface Page<Item> {
  readonly data: Item[]
  readonly next_cursor?: string | null
  readonly total?: number
}

interface Answer<Item> {
  data?: Page<Item>
  error?: unknown
  response: Response
}

/** The pages of a list by cursor. `call` asks for the page behind a cursor, which is empty for the first one. */
export async function* pagesOf<Item>(
  call: (cursor: string) => Promise<Answer<Item>>,
): AsyncGenerator<Item[]> {
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Page<Item> = await dataOf(call(cursor))
    yield page.data
    cursor = page.next_cursor ?? null
  }
}

/** How long a list is; `call` asks for any page by number. */
export const totalOf = async (call: Promise<Answer<unknown>>): Promise<number> =>
  (await dataOf(call)).total ?? 0
