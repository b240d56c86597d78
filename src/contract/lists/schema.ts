// The query string of every list: page or cursor, sort, filters.
import * as z from 'zod/mini'
import type { Codes } from '../codes.ts'
import { digits, INT32_MAX } from '../fields.ts'
import { decodeCursor, type Cursor } from './cursor.ts'

const DEFAULT_PER_PAGE = 15
const MOST_PER_PAGE = 100

/** Which part of a list is asked for. A null `cursor` is the first page of the cursor envelope. */
export type PageRequest =
  | { readonly kind: 'page'; readonly page: number; readonly perPage: number }
  | { readonly kind: 'cursor'; readonly cursor: Cursor | null; readonly perPage: number }

export interface Sort<Field extends string> {
  readonly field: Field
  readonly isDescending: boolean
}

/** Several values of one filter, separated by commas. Where there are few, the document lists each, and all together. */
export const several = <Item extends z.ZodMiniType<unknown, string>>(item: Item) => {
  const each = item instanceof z.ZodMiniPipe ? item.def.in : item
  const options = each instanceof z.ZodMiniEnum ? each.options.map(String) : []
  const examples = options.length === 0 ? ['1', '1,2'] : [...options, options.join(',')]
  return z
    .pipe(
      z.pipe(
        z.string(), // Each value once: they may become parameters, of which D1 takes 100 a statement.
        z.transform((text) => [...new Set(text.split(','))]),
      ),
      z.array(item),
    )
    .check(z.meta({ override: { type: 'string', examples } }))
}

/** Several of a few codes. */
export const codes = (named: Codes) =>
  several(
    z.pipe(
      z.enum(
        Object.values(named)
          .toSorted((one, other) => one - other)
          .map(String),
      ),
      z.transform(Number),
    ),
  )

/** `true` or `false`. */
export const flag = z.pipe(
  z.enum(['true', 'false']),
  z.transform((text) => text === 'true'),
)

type FilterName<Name> = Name extends string ? `filter[${Name}]` : never

type FilterFields<Filters extends Record<string, z.ZodMiniType>> = {
  [Name in keyof Filters as FilterName<Name>]: z.ZodMiniOptional<Filters[Name]>
}

const filterFieldsOf = <Filters extends Record<string, z.ZodMiniType>>(filters: Filters) =>
  Object.fromEntries(
    Object.entries(filters).map(([name, schema]) => [`filter[${name}]`, z.optional(schema)]),
  ) as FilterFields<Filters>

const checkFilters = (query: object, known: object, context: z.core.$RefinementCtx): void => {
  for (const name of Object.keys(query)) {
    if (name.startsWith('filter[') && !(name in known)) {
      context.addIssue({ code: 'custom', path: [name], message: 'is not a filter of this list' })
    }
  }
}

const isObject = ({ value }: { value: unknown }): boolean =>
  typeof value === 'object' && value !== null

/** The query of a list without pages, narrowed by `filters`. An unknown filter is a 422. */
export const filterQuery = <Filters extends Record<string, z.ZodMiniType>>(filters: Filters) => {
  const fields = filterFieldsOf(filters)
  return z
    .looseObject(fields)
    .check(
      z.superRefine((query, context) => checkFilters(query, fields, context), { when: isObject }),
    )
}

/**
 * The query of a list that can be sorted by `sorts`, either way, and filtered by `filters`.
 * An unknown sort or filter is a 422; any other unknown parameter is ignored.
 */
export const listQuery = <
  const Field extends string,
  Filters extends Record<string, z.ZodMiniType>,
>(
  sorts: readonly Field[],
  defaultSort: Field | `-${Field}`,
  filters: Filters,
) => {
  const allowed = sorts.flatMap((sort) => [sort, `-${sort}` as const])
  const filterFields = filterFieldsOf(filters)
  return z
    .looseObject({
      page: z._default(digits(INT32_MAX), 1),
      per_page: z._default(digits(MOST_PER_PAGE), DEFAULT_PER_PAGE),
      cursor: z.optional(z.string()),
      sort: z._default(z.enum(allowed), defaultSort as never),
      ...filterFields,
    })
    .check(
      z.superRefine(
        (query, context) => {
          checkFilters(query, filterFields, context)
          const { cursor, sort = defaultSort } = query as { cursor?: unknown; sort?: string }
          if (typeof cursor === 'string' && cursor !== '' && decodeCursor(cursor, sort) === null) {
            context.addIssue({
              code: 'custom',
              path: ['cursor'],
              message: 'is not a cursor of this list',
            })
          }
        },
        { when: isObject },
      ),
    )
}

interface ParsedList<Field extends string> {
  page: number
  per_page: number
  cursor?: string | undefined
  sort: Field | `-${Field}`
}

/** The part and the order that a validated query asks for. */
export const pageRequestOf = <Field extends string>(query: ParsedList<Field>) => {
  const perPage = query.per_page
  const page: PageRequest =
    query.cursor === undefined
      ? { kind: 'page', page: query.page, perPage }
      : { kind: 'cursor', cursor: decodeCursor(query.cursor, query.sort), perPage }
  const sort: Sort<Field> = {
    field: query.sort.replace('-', '') as Field,
    isDescending: query.sort.startsWith('-'),
  }
  return { page, sort }
}
