// Every route behind the token, with a request that it accepts: what is said of all routes covers a new one by itself.
import { env } from 'cloudflare:workers'
import openApiDocument from '../../docs/openapi.json' with { type: 'json' }
import { SYSTEM } from '../../src/contract/actor.ts'
import { openShard } from '../../src/db/client.ts'
import type { AddSample } from '../../src/domain/context.ts'
import type { Declaration } from '../../src/http/route.ts'
import { routes } from '../../src/routes.ts'
import { ambassadors, brandTag } from './factories.ts'
import { recorded } from './recorded.ts'
import { signToken } from './tokens.ts'
import { type Answer, type Options, send } from './worker.ts'

interface Parameter {
  readonly in: string
  readonly name: string
  readonly schema?: {
    readonly type?: string
    readonly enum?: readonly unknown[]
    readonly examples?: readonly string[]
  }
}

interface Documented {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: { 'application/json': Media } }
}

interface Media {
  readonly example?: unknown
  readonly examples?: Record<string, { value: unknown }>
}

export interface Operation {
  readonly id: string
  readonly declared: Declaration
  readonly method: string
  /** With its path parameters in braces. */
  readonly template: string
  readonly parameters: readonly Parameter[]
  /** The examples of the body; none when the operation takes none. */
  readonly bodies: readonly unknown[]
  /** The first of them. */
  readonly body: unknown
}

const examplesOf = ({ example, examples }: Media): unknown[] =>
  example === undefined ? Object.values(examples ?? {}).map(({ value }) => value) : [example]

const operationOf = (declared: Declaration): Operation => {
  const paths = openApiDocument.paths as unknown as Record<string, Record<string, Documented>>
  const { parameters = [], requestBody } = paths[declared.path]?.[declared.method] ?? {}
  const bodies =
    requestBody === undefined ? [] : examplesOf(requestBody.content['application/json'])
  return {
    id: declared.id,
    declared,
    method: declared.method.toUpperCase(),
    template: declared.path,
    parameters,
    bodies,
    body: bodies[0],
  }
}

/** Every operation behind the token. */
export const operations: readonly Operation[] = routes.map(operationOf)

/** Whether a chat:self token may use the operation for anything. */
export const isForSelf = ({ declared }: Operation): boolean => declared.scopes.includes('chat:self')

/** The ambassador who may send the operation's example, as the `sub` of a token. */
export const callerOf = ({ body }: Operation): string =>
  String((body as { id_user?: number })?.id_user ?? 1)

/** Lists by page and by cursor. */
export const lists = operations.filter(({ parameters }) =>
  parameters.some(({ name }) => name === 'cursor'),
)

/** Every order of a list. */
export const sortsOf = ({ parameters }: Operation): string[] =>
  (parameters.find(({ name }) => name === 'sort')?.schema?.enum ?? []) as string[]

/** What a filter of ids takes; any other documents its values. */
const ID = ['1']

/** Every value of every filter that a list documents, as it stands in a query string. */
export const filtersOf = ({ parameters }: Operation): string[] =>
  parameters
    .filter(({ name }) => name.startsWith('filter['))
    .flatMap(({ name, schema }) =>
      (schema?.enum ?? schema?.examples ?? ID).map((value) => `${name}=${String(value)}`),
    )

/** The path of an operation with the same id for each of its parameters. */
export const pathOf = ({ template }: Operation, id: number | string = 1): string =>
  template.replaceAll(/\{\w+\}/g, String(id))

/** A token that may use every route, in brand 3 unless `claims` says otherwise. */
export const signFullToken = (claims = {}): Promise<string> =>
  signToken({ scope: 'chat:brand manager', ...claims })

/** From the beginning, for a log that is asked for by cursor. */
const queryOf = ({ parameters }: Operation): string =>
  parameters.some(({ name }) => name === 'since') ? '?since=0-0' : ''

/** Sends an operation's own example, or what `options` has in its place. */
export const call = async (
  operation: Operation,
  options: Options & { path?: string } = {},
): Promise<Answer> =>
  send(operation.method, options.path ?? `${pathOf(operation)}${queryOf(operation)}`, {
    token: await signFullToken(),
    ...(operation.body === undefined ? {} : { body: operation.body }),
    ...options,
  })

const samples = Object.values(
  import.meta.glob<{ addSample: AddSample }>('../../src/*/sample.ts', { eager: true }),
)

/**
 * What the examples speak of: a pair, a tag, a message, a rating and an entry of the waiting list with the id 1, and what the features
 * add of themselves with 1 and 2. The entries have other topics than the first.
 */
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
      await post('/waiting-list', { id_user: client, id_chat_topic: id + 1 })
    }
    const database = openShard(env, 'DB', { isWrite: true })
    const context = { actor: SYSTEM, database, idBrand, now: Date.now(), announce: () => undefined }
    for (const { addSample } of samples) {
      for (let number = 1; number <= count + 1; number += 1) await addSample(context, number)
    }
  })
