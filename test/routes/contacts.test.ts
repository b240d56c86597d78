// Whose e-mails and customer ids an answer shows, whatever the route and wherever in it an ambassador appears.
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import openApiDocument from '../../docs/openapi.json' with { type: 'json' }
import { arrange, call, type Operation, operations } from '../support/operations.ts'
import { signToken } from '../support/tokens.ts'
import { type Answer, send } from '../support/worker.ts'

/** A member and a client, who are in the room and the tag of the examples. */
const SUBJECTS = [1, 2]

interface Person extends Record<string, unknown> {
  readonly id_ambassador: number
}

/** Every ambassador anywhere in an answer. */
const peopleIn = (value: unknown): Person[] => {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(peopleIn)
  return 'id_ambassador' in value && 'email' in value ? [value as Person, ...inner] : inner
}

const contactsOf = ({ email, email_tmp, customer_id }: Person) => ({
  email,
  email_tmp,
  customer_id,
})

/** Tokens that see the contacts of everybody. */
const SEEING = ['chat:self chat:contacts', 'chat:self manager', 'chat:brand', 'manager']

/** Not one that the request has made, or taken the contacts from. */
const isArranged = ({ id_ambassador: whose, anonymized }: Person): boolean =>
  whose < 100 && anonymized === false

/** What the example of `updateAmbassador` sets. */
const WRITTEN = 'alice@example.com'

const NOTHING = { email: null, email_tmp: null, customer_id: null }

/** Whose contacts are in an answer, under whatever name. */
const betrayedBy = ({ body }: Answer): number[] =>
  [...JSON.stringify(body).matchAll(/secret\.(\d+)\./g)].map(([, id]) => Number(id))

/** Whether the document has an ambassador in what the operation answers, looking behind each reference once. */
const showsPeople = ({ method, template }: Operation): boolean => {
  const seen = new Set<unknown>()
  const isIn = (node: unknown): boolean => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return false
    seen.add(node)
    const { $ref: reference } = node as { $ref?: string }
    const target = reference
      ?.split('/')
      .slice(1)
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], openApiDocument)
    return 'customer_id' in node || isIn(target) || Object.values(node).some(isIn)
  }
  type Documented = { responses: Record<string, unknown> }
  const paths = openApiDocument.paths as unknown as Record<string, Record<string, Documented>>
  const responses = paths[template]?.[method.toLowerCase()]?.responses ?? {}
  return ['200', '201'].some((status) => isIn(responses[status]))
}

const callAs = async (operation: Operation, sub: number, scope: string) =>
  call(operation, { token: await signToken({ sub: String(sub), scope }) })

beforeEach(async () => {
  await arrange()
  await env.DB.prepare(
    `update ambassadors set email = 'secret.' || id_ambassador || '.a', email_tmp = 'secret.' || id_ambassador || '.b',
       own_email_tmp = 'secret.' || id_ambassador || '.c', customer_id = 'secret.' || id_ambassador || '.d'`,
  ).run()
})

describe.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s',
  (id, operation) => {
    it('shows a chat:self token no contacts but those of its own ambassador', async () => {
      const seen: Person[] = []
      const statuses: number[] = []
      for (const sub of SUBJECTS) {
        const answer = await callAs(operation, sub, 'chat:self')
        expect(betrayedBy(answer).filter((whose) => whose !== sub)).toStrictEqual([])
        const people = peopleIn(answer.body)
        const [own, others] = [true, false].map((is) =>
          people.filter(({ id_ambassador: whose }) => (whose === sub) === is).map(contactsOf),
        )
        expect(own!.flatMap(Object.values)).not.toContain(null)
        expect(others).toStrictEqual(others!.map(() => NOTHING))
        statuses.push(answer.status)
        seen.push(...people)
      }
      const isForSelf = statuses.some((status) => status < 300)
      expect(seen.length > 0).toBe(isForSelf && showsPeople(operation))
    })

    it('shows the contacts of all to chat:contacts, chat:brand and manager', async () => {
      for (const scope of SEEING) {
        for (const sub of SUBJECTS) {
          const { body } = await callAs(operation, sub, scope)
          for (const person of peopleIn(body).filter(isArranged)) {
            expect(contactsOf(person)).toStrictEqual({
              email: `secret.${person.id_ambassador}.a`,
              email_tmp: id === 'updateAmbassador' ? WRITTEN : `secret.${person.id_ambassador}.c`,
              customer_id: `secret.${person.id_ambassador}.d`,
            })
          }
        }
      }
    })
  },
)

it('take a scope of the chat besides: chat:contacts allows nothing by itself', async () => {
  for (const operation of operations) {
    expect(await callAs(operation, 1, 'chat:contacts')).toMatchObject({ status: 403 })
  }
})

it('are not found by the search for names', async () => {
  const person = { id_ambassador: 21, status: 3, firstname: 'Zoé', customer_id: 'C-hidden-4' }
  const emails = { email: 'hidden.1@example.com', email_tmp: 'hidden.2@example.com' }
  const manager = await signToken({ scope: 'manager' })
  await send('PUT', '/api/v2/manager/ambassadors', {
    token: manager,
    body: [{ ...person, ...emails }],
  })
  await send('PATCH', '/api/v2/chat/ambassadors/21', {
    token: await signToken({ sub: '21', scope: 'chat:self' }),
    body: { email_tmp: 'hidden.3@example.com' },
  })
  const token = await signToken({ sub: '1', scope: 'chat:self' })
  const found: number[] = []
  for (const text of ['zoe', 'hidden', 'example', '1', 'C-']) {
    const path = `/api/v2/chat/ambassadors?filter[name]=${text}&filter[status]=3&filter[exclude]=1,3,11`
    const { status, body } = await send('GET', path, { token })
    expect(status).toBe(200)
    found.push(body.total)
  }
  expect(found).toStrictEqual([1, 0, 0, 0, 0])
})
