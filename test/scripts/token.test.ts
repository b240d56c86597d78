// npm run -s token.
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { expect, it } from 'vitest'
import { main } from '../../scripts/token.ts'
import { call } from './call.ts'

const token = (...flags: string[]) => call(main, flags)

const claimsOf = (text: string) => decodeJwt(text.trim())

it('prints a token and nothing else, for brand 3 and an hour by default', async () => {
  const { status, stdout } = await token()
  expect(status).toBe(0)
  expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  expect(decodeProtectedHeader(stdout.trim()).alg).toBe('HS256')
  const { iat, exp, ...claims } = claimsOf(stdout)
  expect(claims).toStrictEqual({ sub: 'demo', brands: [3], scope: 'chat:brand' })
  expect(Number(exp) - Number(iat)).toBe(3600)
})

it('takes brands, scope, subject and a negative lifetime', async () => {
  const { stdout } = await token(
    '--brands',
    '3,4',
    '--scope',
    'chat:self manager',
    '--sub',
    '1',
    '--ttl',
    '-60',
  )
  const { iat: _, exp, ...claims } = claimsOf(stdout)
  expect(claims).toStrictEqual({ sub: '1', brands: [3, 4], scope: 'chat:self manager' })
  expect(Number(exp)).toBeLessThan(Date.now() / 1000 - 50)
})

it.each(['chat:slef', 'chat:brand manger', 'chat:brand,manager'])(
  'refuses the scope %s in one line that lists those there are',
  async (scope) => {
    const { status, stdout, stderr } = await token('--scope', scope)
    expect({ status, stdout }).toStrictEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(
      /^There is no scope "[\w:,]+", only chat:self, chat:contacts, chat:brand, manager\.\n$/,
    )
  },
)

it.each([
  ['--brands', 'three'],
  ['--ttl', 'soon'],
  ['--colour', 'red'],
])('refuses %s %s and prints no token', async (...flags) => {
  expect(await token(...flags)).toMatchObject({ status: 1, stdout: '' })
})
