// npm run -s token.
import { spawnSync } from 'node:child_process'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { expect, it } from 'vitest'

const token = (...flags: string[]) => {
  const { status, stdout } = spawnSync('npm', ['run', '-s', 'token', '--', ...flags], {
    encoding: 'utf8',
  })
  return { status, stdout }
}

const claimsOf = (text: string) => decodeJwt(text.trim())

it('prints a token and nothing else, for brand 3 and an hour by default', () => {
  const { status, stdout } = token()
  expect(status).toBe(0)
  expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/)
  expect(decodeProtectedHeader(stdout.trim()).alg).toBe('HS256')
  const { iat, exp, ...claims } = claimsOf(stdout)
  expect(claims).toStrictEqual({ sub: 'demo', brands: [3], scope: 'chat:brand' })
  expect(Number(exp) - Number(iat)).toBe(3600)
})

it('takes brands, scope, subject and a negative lifetime', () => {
  const { stdout } = token(
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

it.each([
  ['--brands', 'three'],
  ['--ttl', 'soon'],
  ['--colour', 'red'],
])('refuses %s %s and prints no token', (...flags) => {
  expect(token(...flags)).toStrictEqual({ status: 1, stdout: '' })
})
