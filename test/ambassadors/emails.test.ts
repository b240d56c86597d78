// Which texts are e-mail addresses: those of HTML's <input type=email>, within the lengths of RFC 5321.
import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { invalidFields, shown } from '../support/refusals.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

/** As it stands in the HTML standard, "valid email address". */
const WHATWG =
  // eslint-disable-next-line no-useless-escape
  /^[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

const isAddress = (text: string): boolean =>
  WHATWG.test(text) && text.indexOf('@') <= 64 && text.length <= 254

const token = await signToken({ scope: 'manager' })

/** Which of at most 100 texts the API takes as `email`, in one request. */
const taken = async (texts: readonly string[]): Promise<string[]> => {
  const body = texts.map((email, index) => ({ id_ambassador: index + 1, status: 3, email }))
  const answer = await send('PUT', '/api/v2/manager/ambassadors', { token, body })
  expect([200, 422]).toContain(answer.status)
  return texts.filter((_, index) => !(`${index}.email` in (answer.body.errors ?? {})))
}

const letters = (alphabet: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet.split('')), maxLength, size: 'max' })

const local = fc.oneof(
  { weight: 4, arbitrary: letters("aZ09.!#$%&'*+/=?^_`{|}~-", 70) },
  letters('a."(),:;<>@[\\] é\u212A\u017F\0', 4),
)
const label = fc.oneof(
  { weight: 12, arbitrary: letters('aZ09-', 64).map((inner) => `b${inner}8`) },
  letters('aZ09-', 5),
  letters('a_é.\u3002 \n@[]', 2),
)
const domain = fc
  .array(label, { minLength: 1, maxLength: 6, size: 'max' })
  .map((labels) => labels.join('.'))
const at = fc.oneof(
  { weight: 12, arbitrary: fc.constant('@') },
  fc.constantFrom('', '.', '@@', ' '),
)
const nearAddress = fc.tuple(local, at, domain).map((parts) => parts.join(''))

describe('an e-mail address', () => {
  it('is what HTML takes, within the lengths of RFC 5321', async () => {
    const texts = fc.array(nearAddress, { minLength: 60, maxLength: 100, size: 'max' })
    const property = fc.asyncProperty(texts, async (some) => {
      const trimmed = some.filter((text) => text === text.trim())
      expect(await taken(trimmed)).toStrictEqual(trimmed.filter(isAddress))
    })
    await fc.assert(property, { numRuns: 60 })
  }, 30_000)

  it('may have what HTML lets it have', async () => {
    const good = [
      'a@b',
      'a@localhost',
      '.a..b.@example.com',
      "o'neill+chat/1=2@example.co.uk",
      '!#$%&*?^_`{|}~-@example.com',
      'a@1.2.3.4',
      'a@xn--bcher-kva.example',
      'a@a--b.example',
      `${'a'.repeat(64)}@example.com`,
      `a@${'b'.repeat(63)}.com`,
      `a@${Array.from({ length: 4 }, () => 'b'.repeat(62)).join('.')}`,
    ]
    expect(await taken(good)).toStrictEqual(good)
  })

  it('may not have what HTML refuses, or be longer than mail can be', async () => {
    const bad = [
      '',
      'a',
      '@',
      'a@',
      '@b',
      'a@example-.com',
      'a@-example.com',
      'a@.com',
      'a@example.com.',
      'a@b..c',
      'a b@example.com',
      'a@exam ple.com',
      'a@b@c',
      'a@bücher.example',
      'é@example.com',
      'a@b_c.example',
      '"a b"@example.com',
      'a@[127.0.0.1]',
      'Alice <a@example.com>',
      'mailto:a@example.com',
      'a@example.com,b@example.com',
      'a\n@example.com',
      '\u00A0a@example.com',
      'a@example.com\u200B',
      '\uFEFFa@example.com',
      `${'a'.repeat(65)}@example.com`,
      `a@${'b'.repeat(64)}.com`,
      `a@${Array.from({ length: 4 }, () => 'b'.repeat(62)).join('.')}.c`,
    ]
    expect(await taken(bad)).toStrictEqual([])
  })

  it('is stored without the white space that HTML takes off, and only email_tmp in lower case', async () => {
    const address = '\t\n\f\r A.B@Example.COM\t\n\f\r '
    const body = [{ id_ambassador: 1, status: 7, email: address, email_tmp: address }]
    expect(await send('PUT', '/api/v2/manager/ambassadors', { token, body })).toMatchObject({
      status: 200,
    })
    const { body: page } = await send('GET', '/api/v2/manager/ambassadors', { token })
    expect(page.data).toMatchObject([{ email: 'A.B@Example.COM', email_tmp: 'a.b@example.com' }])
  })
})

describe('what is no e-mail address', () => {
  beforeEach(() => ambassadors([1]))

  it('is refused wherever one is expected', async () => {
    const routes = ['POST /ambassadors/shop-customer', 'PATCH /ambassadors/1']
    const ask = async (route: string) => {
      const [method = '', path = ''] = route.split(' ')
      return shown(await send(method, `/api/v2/chat${path}`, { body: { email_tmp: 'a@b-.com' } }))
    }
    expect(await answersTo(routes, ask)).toStrictEqual(
      sameFor(routes, invalidFields({ email_tmp: ['email_tmp must be an e-mail address.'] })),
    )
  })

  it('is told from one that is too long', async () => {
    const ask = async (email_tmp: string) =>
      shown(await send('PATCH', '/api/v2/chat/ambassadors/1', { body: { email_tmp } }))
    const message = (text: string) => invalidFields({ email_tmp: [`email_tmp ${text}.`] })
    expect(await ask(`${'a'.repeat(65)}@example.com`)).toStrictEqual(
      message('must have at most 64 characters in front of the @'),
    )
    expect(await ask(`a@${'b.'.repeat(127)}c`)).toStrictEqual(
      message('must be at most 254 characters'),
    )
  })
})
