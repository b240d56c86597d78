// Every operation of the document, with a request that it accepts: what is said of all routes covers a new one by itself.
import openApiDocument from '../../docs/openapi.json' with { type: 'json' }
import { ambassadors, brandTag } from './factories.ts'
import { recorded } from './recorded.ts'
import { signToken } from './tokens.ts'
import { type Answer, type Options, send } from './worker.ts'

interface Parameter {
  readonly in: string
  readonly name: string
  readonly required?: boolean
  readonly schema?: { readonly enum?: readonly unknown[] }
}

interface Media {
  readonly example?: unknown
  readonly examples?: Record<string, { value: unknown }>
}

interface DocumentedOperation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { content: { 'application/json': Media } }
}

export interface Operation {
  readonly id: string
  readonly method: string
  /** With its path parameters in braces. */
  readonly template: string
  readonly parameters: readonly Parameter[]
  /** The first example of the body; undefined when the operation takes none. */
  readonly body: unknown
  readonly needsBrand: boolean
  readonly isManager: boolean
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

const exampleOf = (media: Media | undefined): unknown =>
  media?.example ?? Object.values(media?.examples ?? {})[0]?.value

const operationOf = (
  method: string,
  template: string,
  documented: DocumentedOperation,
): Operation => {
  const parameters = documented.parameters ?? []
  return {
    id: documented.operationId,
    method: method.toUpperCase(),
    template,
    parameters,
    body: exampleOf(documented.requestBody?.content['application/json']),
    needsBrand: parameters.some(
      ({ name, required }) => name === 'X-Popsell-Brand' && required === true,
    ),
    isManager: template.startsWith('/api/v2/manager/'),
  }
}

/** Every operation behind the token. */
export const operations: readonly Operation[] = Object.entries(openApiDocument.paths)
  .filter(([template]) => template.startsWith('/api/'))
  .flatMap(([template, item]) =>
    METHODS.filter((method) => method in item).map((method) =>
      operationOf(
        method,
        template,
        (item as unknown as Record<string, DocumentedOperation>)[method]!,
      ),
    ),
  )

/** Operations that a chat:self token may not use at all, whatever they are about. */
export const FOR_THE_BRAND: ReadonlySet<string> = new Set([
  'getOrCreateShopCustomer',
  'writeSummary',
])

/** The path of an operation with the same id for each of its parameters. */
export const pathOf = ({ template }: Operation, id: number | string = 1): string =>
  template.replaceAll(/\{\w+\}/g, String(id))

/** A token that may use every route, in brand 3 unless `claims` says otherwise. */
export const signFullToken = (claims = {}): Promise<string> =>
  signToken({ scope: 'chat:brand manager', ...claims })

/** Sends an operation's own example, or what `options` has in its place. */
export const call = async (
  operation: Operation,
  options: Options & { path?: string } = {},
): Promise<Answer> =>
  send(operation.method, options.path ?? pathOf(operation), {
    token: await signFullToken(),
    ...(operation.body === undefined ? {} : { body: operation.body }),
    ...options,
  })

/** What the examples speak of: a pair, a tag, a message, a rating, an entry of the waiting list, all with the id 1. */
export const arrange = (idBrand = 3, count = 1): Promise<void> =>
  recorded(`${count} in ${idBrand}`, idBrand, async () => {
    const first = idBrand === 3 ? 0 : 100
    const token = await signFullToken({ brands: [idBrand] })
    const post = (path: string, body: unknown) =>
      send('POST', `/api/v2/chat${path}`, { token, brand: idBrand, body })
    const [member, client, other] = [first + 1, first + 2, first + 3]
    await ambassadors([member, other], { idBrand })
    await ambassadors([client], { idBrand, status: 7 })
    for (let id = 1; id <= count; id += 1) {
      await ambassadors([first + 10 + id], { idBrand })
      await brandTag(id, [member, client], idBrand)
      const { body: room } = await post('/chatrooms', {
        ids_ambassadors: [member, id === 1 ? client : first + 10 + id],
        source: 0,
      })
      const rated = id === 1 ? client : first + 10 + id
      const at = `/chatrooms/${room.id_chatroom}`
      await post(`${at}/messages`, { id_ambassador: member, type_message: 0, content: 'x' })
      await post(`${at}/ratings`, { id_user_rater: member, id_user_rated: rated })
      await post('/waiting-list', { id_user: client })
    }
  })
