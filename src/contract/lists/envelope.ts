// The two envelopes of a list, and their links.
import * as z from 'zod/mini'
import { encodeCursor } from './cursor.ts'
import type { PageRequest, Sort } from './schema.ts'
import type { Slice } from './slice.ts'

/** Pages shown on each side of the current one. */
const NEIGHBOURS = 3

interface Link {
  url: string | null
  label: string
  active: boolean
}

const withQuery = (url: string, name: string, value: string | number): string => {
  const target = new URL(url)
  target.searchParams.set(name, String(value))
  return target.toString()
}

/** The first, the last and the neighbours of the current page, with gaps between. */
const pagesAround = (current: number, last: number): (number | null)[] => {
  const pages = new Set([1, 2, last - 1, last])
  for (let page = current - NEIGHBOURS; page <= current + NEIGHBOURS; page += 1) pages.add(page)
  const shown = [...pages].filter((page) => page >= 1 && page <= last).toSorted((a, b) => a - b)
  return shown.flatMap((page, index) =>
    index > 0 && page - (shown[index - 1] ?? 0) > 1 ? [null, page] : [page],
  )
}

const pageEnvelope = <Item>(
  data: readonly Item[],
  { page, perPage, total }: { page: number; perPage: number; total: number },
  url: string,
  nextByCursor: string | null,
) => {
  const last = Math.max(1, Math.ceil(total / perPage))
  const at = (number: number | null): string | null =>
    number === null || number < 1 || number > last ? null : withQuery(url, 'page', number)
  const next = nextByCursor ?? at(page + 1)
  const link = (label: string, number: number | null, active = false): Link => ({
    url: at(number),
    label,
    active,
  })
  const { origin, pathname } = new URL(url)
  return {
    current_page: page,
    data,
    first_page_url: withQuery(url, 'page', 1),
    from: data.length === 0 ? null : (page - 1) * perPage + 1,
    last_page: last,
    last_page_url: withQuery(url, 'page', last),
    links: [
      link('&laquo; Previous', page - 1),
      ...pagesAround(page, last).map((number) =>
        link(String(number ?? '...'), number, number === page),
      ),
      { url: next, label: 'Next &raquo;', active: false },
    ],
    next_page_url: next,
    path: origin + pathname,
    per_page: perPage,
    prev_page_url: at(page - 1),
    to: data.length === 0 ? null : (page - 1) * perPage + data.length,
    total,
  }
}

/** The answer of a list: the cursor envelope when a cursor was asked for, else the page envelope with its total. */
export const envelope = <Item>(
  data: readonly Item[],
  slice: Slice<unknown>,
  { page: request, sort }: { page: PageRequest; sort: Sort<string> },
  url: string,
) => {
  const order = `${sort.isDescending ? '-' : ''}${sort.field}`
  const next = slice.next && encodeCursor(slice.next, order)
  const nextUrl = next && withQuery(url, 'cursor', next)
  if (request.kind === 'page') {
    return pageEnvelope(data, { ...request, total: slice.total ?? 0 }, url, nextUrl)
  }
  const previous = slice.previous && encodeCursor(slice.previous, order)
  const { origin, pathname } = new URL(url)
  return {
    data,
    path: origin + pathname,
    per_page: request.perPage,
    next_cursor: next,
    next_page_url: nextUrl,
    prev_cursor: previous,
    prev_page_url: previous && withQuery(url, 'cursor', previous),
  }
}

const url = z.nullable(z.string())

/** The schema of a list's answer. */
export const listOf = <Item extends z.ZodMiniType>(item: Item, name: string) =>
  z.union([
    z
      .object({
        current_page: z.int(),
        data: z.array(item),
        first_page_url: z.string(),
        from: z.nullable(z.int()),
        last_page: z.int(),
        last_page_url: z.string(),
        links: z.array(z.object({ url, label: z.string(), active: z.boolean() })),
        next_page_url: url,
        path: z.string(),
        per_page: z.int(),
        prev_page_url: url,
        to: z.nullable(z.int()),
        total: z.int(),
      })
      .register(z.globalRegistry, { id: `${name}Page` }),
    z
      .object({
        data: z.array(item),
        path: z.string(),
        per_page: z.int(),
        next_cursor: z.nullable(z.string()),
        next_page_url: url,
        prev_cursor: z.nullable(z.string()),
        prev_page_url: url,
      })
      .register(z.globalRegistry, { id: `${name}CursorPage` }),
  ])
