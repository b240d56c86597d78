// Texts in which a reader would see nothing.
import { beforeEach, describe, expect, it } from 'vitest'
import { contents } from '../support/contents.ts'
import { ambassadors } from '../support/factories.ts'
import { invalidFields, shown } from '../support/refusals.ts'
import { answersTo, sameFor } from '../support/tables.ts'
import { signToken } from '../support/tokens.ts'
import { create, post, send } from '../support/worker.ts'

/** Every character of Unicode for which `isWanted`. */
const charactersWith = (isWanted: RegExp): string[] =>
  Array.from({ length: 0x11_00_00 }, (_, code) => code)
    .filter((code) => code < 0xd8_00 || code > 0xdf_ff)
    .map((code) => String.fromCodePoint(code))
    .filter((character) => isWanted.test(character))

const BLANKS = [
  ' ',
  ' \t\r\n ',
  '\u00A0\u2003\u3000',
  '\u200B\u200C\u200D\u2060\uFEFF',
  '\u00AD\u034F\u115F\u3164\uFFA0',
  '\u2800',
  '\0\u001B\u0085',
  '\u202E\u2066',
  '\uFE0F\u{E0100}\u{E0020}',
  charactersWith(/^\p{White_Space}$/u).join(''),
]

/** What looks like nothing at first and is not. */
const SEEN = ['.', '\u200B.\u200B', '👩\u200D🚀', '\u0301', '\u3000あ', '\u2801', '־', '\uFFFD']

const token = await signToken({ scope: 'chat:brand manager' })

const ROUTES: Record<string, (text: string) => Promise<{ status: number; body: unknown }>> = {
  content: (content) => post(1, { id_ambassador: 1, type_message: 0, content }, { token }),
  'content of a change': (content) =>
    send('PATCH', '/api/v2/chat/messages/1', { token, body: { content } }),
  summary: (summary) =>
    send('POST', '/api/v2/chat/chatrooms/1/summaries', { token, body: { summary } }),
  name: (name) => send('POST', '/api/v2/manager/brand-tags', { token, body: { name } }),
}

beforeEach(async () => {
  await ambassadors([1, 2])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await post(1, { id_ambassador: 1, type_message: 0, content: 'x' })
})

describe.each(Object.entries(ROUTES))('%s', (name, ask) => {
  it('must not be white space alone', async () => {
    const before = await contents()
    // The name of a tag is trimmed, and then may be empty.
    const blanks = BLANKS.filter((text) => name !== 'name' || text.trim() !== '')
    const field = name.split(' ', 1)[0] ?? ''
    const refused = invalidFields({ [field]: [`${field} must not be white space alone.`] })
    const answers = await answersTo(blanks, async (text) => shown((await ask(text)) as never))
    expect(answers).toStrictEqual(sameFor(blanks, refused))
    expect(await contents()).toStrictEqual(before)
  })

  it('may be anything that a reader sees', async () => {
    const statuses = await answersTo(SEEN, async (text) => (await ask(text)).status < 300)
    expect(statuses).toStrictEqual(sameFor(SEEN, true))
  })
})

it('a message that is no text may have a blank content, or none', async () => {
  for (const content of [' ', '', null]) {
    const body = { id_ambassador: 1, type_message: 1, content }
    expect(await post(1, body)).toMatchObject({ status: 201, body: { content } })
  }
})
