// What the names of a person may hold, and what older ones may have held.
import { expect, it } from 'vitest'
import { ambassadors } from '../support/factories.ts'
import { invalidFields, shown } from '../support/refusals.ts'
import { signToken } from '../support/tokens.ts'
import { send } from '../support/worker.ts'

const PATH = '/api/v2/manager/ambassadors'
const token = await signToken({ scope: 'manager' })

const named = (text: string) => ({
  firstname: text,
  lastname: text,
  username: text,
  customer_id: text,
})

const put = (text: string) =>
  send('PUT', PATH, { token, body: [{ id_ambassador: 1, status: 3, ...named(text) }] })

const read = async () => (await send('GET', PATH, { token })).body.data[0]

it('are up to 100 characters, tabs and line ends included', async () => {
  const longest = 'a\tb\r\nc'.padEnd(100, '漢')
  expect(await put(longest)).toMatchObject({ status: 200 })
  expect(await read()).toMatchObject(named(longest))
})

it.each([
  ['must be at most 100 characters', 'x'.repeat(101)],
  ['must not have control characters', 'a\0'],
  ['must not have control characters', '\u001B[31m'],
  ['must not have control characters', 'a\u007F'],
  ['must not have control characters', '\u0085'],
])('%s: %j', async (problem, text) => {
  const errors = Object.keys(named('')).map((name) => [`0.${name}`, [`0.${name} ${problem}.`]])
  expect(shown(await put(text))).toStrictEqual(invalidFields(Object.fromEntries(errors)))
})

it('are read as they are when they were written under older rules', async () => {
  const older = {
    ...named('\u0001'.padEnd(255, 'x')),
    image: `https://a.example/${'x'.repeat(2000)}`,
  }
  const email = `${'a'.repeat(65)}@example-.com`
  await ambassadors([1], { ...older, customerId: older.firstname, email })
  expect(await read()).toMatchObject({ ...older, email })
})
