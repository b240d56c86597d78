// What each route asks of D1, in a brand with few rooms and in one with many.
import openApiDocument from '../docs/openapi.json' with { type: 'json' }
import { fillAmbassadors, fillCrowd, fillExamples, fillRooms, pairOf } from './data.ts'
import { type Answer, type Call, sendOne } from './load.ts'
import type { Server } from './server.ts'

export interface Cost {
  readonly calls: number
  readonly rowsRead: number
  readonly rowsWritten: number
}

export interface RouteCost {
  readonly route: string
  readonly few: Cost
  readonly many: Cost
  /** A list by page answers how many rows it has in all, and so counts them. */
  readonly isCounted: boolean
}

interface Documented {
  readonly parameters?: readonly {
    readonly name: string
    readonly schema?: { readonly enum?: readonly unknown[]; readonly examples?: readonly unknown[] }
  }[]
  readonly requestBody?: {
    content: {
      'application/json': { example?: unknown; examples?: Record<string, { value: unknown }> }
    }
  }
}

interface NamedCall extends Call {
  readonly route: string
  readonly isCounted: boolean
}

export const CROWD = 10_000
const CROWD_TAG = 1000
const METHODS = ['GET', 'POST', 'PUT', 'PATCH'] as const

/** Bodies in place of the examples, where one of them would be refused after another. */
const BODIES: Record<string, unknown> = {
  'POST /chat/ambassadors/shop-customer': { email_tmp: 'new.client@example.com' },
}

/** What leaves nobody to write, and so comes last. */
const LAST = ['/block', '/anonymize']

export const isLast = ({ route }: NamedCall): boolean => LAST.some((end) => route.endsWith(end))

const exampleOf = ({ requestBody }: Documented): unknown => {
  const media = requestBody?.content['application/json']
  return media?.example ?? Object.values(media?.examples ?? {})[0]?.value
}

/** Every documented operation behind the token with its own example, ids being 1; a list by page and by cursor. */
export const documentedCalls = (): NamedCall[] =>
  Object.entries(openApiDocument.paths)
    .filter(([template]) => template.startsWith('/api/'))
    .flatMap(([template, item]) =>
      METHODS.flatMap((method) => {
        const operations = item as unknown as Record<string, Documented>
        const operation = operations[method.toLowerCase()]
        if (operation === undefined) return []
        const path = template.replaceAll(/\{\w+\}/g, '1')
        const route = `${method} ${template.replace('/api/v2', '')}`
        const call = {
          route,
          method,
          path,
          isCounted: false,
          ...(method === 'GET' ? {} : { body: BODIES[route] ?? exampleOf(operation) }),
        }
        if (!operation.parameters?.some(({ name }) => name === 'cursor')) return [call]
        return [
          { ...call, route: `${route} by cursor`, path: `${path}?cursor=` },
          { ...call, route: `${route} by page`, isCounted: true },
        ]
      }),
    )

/** A page far down, by number. */
const FAR = 1000

/** The queries of a list: its first page and page 1,000, each order by cursor, and each value of each filter by page and by cursor. */
const queriesOf = ({ parameters = [] }: Documented): string[] => {
  const valuesOf = ({ schema }: (typeof parameters)[number]) =>
    (schema?.enum ?? schema?.examples ?? ['1']).map(String)
  const filters = parameters
    .filter(({ name }) => name.startsWith('filter['))
    .flatMap((filter) => valuesOf(filter).map((value) => `${filter.name}=${value}`))
  if (!parameters.some(({ name }) => name === 'cursor')) {
    return parameters.some(({ name }) => name === 'since') ? ['since=0-0'] : ['', ...filters]
  }
  const sorts = parameters.filter(({ name }) => name === 'sort').flatMap(valuesOf)
  return [
    '',
    `page=${FAR}`,
    ...sorts.map((sort) => `cursor=&sort=${sort}`),
    ...filters.flatMap((filter) => [filter, `cursor=&${filter}`]),
  ]
}

/** Every documented GET behind the token with every order and filter; `idOf` answers the id for a path. */
export const documentedReads = (idOf: (template: string) => number): Call[] =>
  Object.entries(openApiDocument.paths)
    .filter(([template, item]) => template.startsWith('/api/') && 'get' in item)
    .flatMap(([template, item]) =>
      queriesOf((item as unknown as { get: Documented }).get).map((query) => ({
        method: 'GET' as const,
        path: `${template.replaceAll(/\{\w+\}/g, String(idOf(template)))}${query && `?${query}`}`,
      })),
    )

const createPair = (ids: readonly number[], status: number) => ({
  method: 'POST' as const,
  path: '/api/v2/chat/chatrooms',
  body: { ids_ambassadors: ids, source: 0 },
  status,
})

const createCrowd: Call = {
  method: 'POST',
  path: '/api/v2/chat/chatrooms',
  body: { id_brand_tag: CROWD_TAG, source: 0 },
  status: 201,
}

/** What the examples speak of, besides the ambassadors and the tag: room, message, rating and waiting-list entry 1. */
export const ARRANGED: readonly Call[] = [
  createPair([1, 2], 201),
  {
    method: 'POST',
    path: '/api/v2/chat/chatrooms/1/messages',
    body: { id_ambassador: 1, type_message: 0, content: 'x' },
    status: 201,
  },
  {
    method: 'POST',
    path: '/api/v2/chat/chatrooms/1/ratings',
    body: { id_user_rater: 1, id_user_rated: 2 },
    status: 201,
  },
  {
    method: 'POST',
    path: '/api/v2/chat/waiting-list',
    body: { id_user: 2, id_chat_topic: 1 },
    status: 201,
  },
]

export const costOf = ({ headers }: Answer): Cost => {
  const [calls = 0, rowsRead = 0, rowsWritten = 0] = String(headers['x-bench-d1'])
    .split(' ')
    .map(Number)
  return { calls, rowsRead, rowsWritten }
}

/** A brand with `rooms` rooms behind the Worker `name`, and what each call costs there. */
const measureScale = async (
  server: Server,
  token: string,
  name: string,
  rooms: number,
  calls: readonly Call[],
) => {
  const database = await server.databaseOf(name)
  const url = await server.urlOf(name)
  await fillExamples(database)
  for (const call of ARRANGED) await sendOne(url, token, call)
  await fillAmbassadors(database)
  await fillRooms(database, rooms)
  const costs: Cost[] = []
  for (const call of calls) costs.push(costOf(await sendOne(url, token, call)))
  return costs
}

/** The cost of each route with `few` rooms behind the Worker `few` and `many` behind `many`. */
export const measureCosts = async (
  server: Server,
  token: string,
  rooms: { few: number; many: number },
): Promise<readonly RouteCost[]> => {
  const calls: NamedCall[] = [
    {
      ...createPair(pairOf(rooms.many), 201),
      route: 'POST /chat/chatrooms, a new pair',
      isCounted: false,
    },
    ...documentedCalls().toSorted((left, right) => Number(isLast(left)) - Number(isLast(right))),
  ]
  const few = await measureScale(server, token, 'few', rooms.few, calls)
  const many = await measureScale(server, token, 'many', rooms.many, calls)
  return calls.map(({ route, isCounted }, index) => ({
    route,
    few: few[index] as Cost,
    many: many[index] as Cost,
    isCounted,
  }))
}

/** The cost of opening the room of a tag with 10,000 members. */
export const measureCrowd = async (server: Server, token: string): Promise<Cost> => {
  await fillCrowd(await server.databaseOf('few'), CROWD_TAG, CROWD)
  return costOf(await sendOne(await server.urlOf('few'), token, createCrowd))
}
