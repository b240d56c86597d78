// Lists with filters as JavaScript has them, by page or by cursor.

type Short<Name> = Name extends `filter[${infer Filter}]` ? Filter : never

type Value<Wire> =
  NonNullable<Wire> extends 'true' | 'false'
    ? boolean
    : string extends NonNullable<Wire>
      ? string | number | readonly (string | number)[]
      : NonNullable<Wire>

/** What a list may be asked for, with the names of its filters: `{ unread: true, sort: '-last_action_date' }`. */
export type Wanted<Query> = {
  readonly [Name in keyof Query as Short<Name>]?: Value<Query[Name]> | undefined
} & { readonly [Name in keyof Query & ('sort' | 'per_page')]?: Query[Name] | undefined }

/** A list: with `cursor`, which is empty for the first page, an answer by cursor, else one by page. */
export interface List<Query, Page, CursorPage> {
  (wanted: Wanted<Query> & { readonly cursor: string }): Promise<CursorPage>
  (wanted?: Wanted<Query> & { readonly page?: number | undefined }): Promise<Page>
}

const PLAIN = new Set(['sort', 'per_page', 'page', 'cursor'])

/** The same as the query of a request. Several values are separated by commas. */
export const queryOf = (wanted: object = {}): Record<string, string> => {
  const query: Record<string, string> = {}
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined) query[PLAIN.has(name) ? name : `filter[${name}]`] = String(value)
  }
  return query
}

interface Slice<Item> {
  readonly data: readonly Item[]
  readonly next_cursor: string | null
}

/** Every item of a list, page by page, each when it is asked for. */
export async function* walk<Item>(
  read: (cursor: string) => Promise<Slice<Item>>,
): AsyncGenerator<Item, undefined, undefined> {
  for (let cursor: string | null = ''; cursor !== null;) {
    const slice: Slice<Item> = await read(cursor)
    yield* slice.data
    cursor = slice.next_cursor
  }
}
