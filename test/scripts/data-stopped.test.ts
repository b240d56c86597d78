// Data commands that are stopped, or can't begin.
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { processIo } from '../../scripts/io.ts'
import { localSecret } from '../../scripts/local.ts'
import { signToken } from '../../scripts/sign-token.ts'
import { readNdjson, runCommand } from './data.ts'
import { CONTENT, portOf, useGateway } from './data-gateway.ts'
import { DEMO_COPIES } from './server.ts'

afterEach(() => vi.restoreAllMocks())

const gateway = useGateway()
const { put, flagsOf, expectAllOf } = gateway

it('goes on after the server was away, and says in one line that it is', async () => {
  const file = put('away.csv', CONTENT)
  gateway.fateOf = (_, number) => (number > 4 ? 'cut' : 'pass')
  // By chance it never waits before it tries again.
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const away = await runCommand('import', flagsOf(file, 33))
  expect(away.status).toBe(2)
  expect(away.stdout).toBe('')
  const lines = away.stderr.trim().split('\n')
  expect(lines.at(-1)).toMatch(
    /^The server does not answer .* The same command again goes on where this one stopped\.$/,
  )
  gateway.fateOf = () => 'pass'
  const back = await runCommand('import', flagsOf(file, 33))
  expect(back.stdout).toContain('Brand 33: 2,994 created, 0 changed, 0 unchanged, 6 refused.\n')
  await expectAllOf(file, 33)
})

it('waits for a server that is away for a moment', async () => {
  const file = put('moment.csv', CONTENT)
  gateway.fateOf = (_, number) => (number === 3 ? 'cut' : 'pass')
  const { stdout } = await runCommand('import', flagsOf(file, 34))
  expect(stdout).toContain('Brand 34: 2,994 created, 0 changed, 0 unchanged, 6 refused.\n')
})

it('leaves no export that is not whole', async () => {
  const out = join(gateway.folder, 'out')
  gateway.fateOf = (_, number) => (number > 3 ? 'cut' : 'pass')
  vi.spyOn(Math, 'random').mockReturnValue(0)
  const flags = ['--brand', String(DEMO_COPIES.read), '--url', gateway.url(), '--out', out]
  const stopped = await runCommand('export', flags)
  expect(stopped.status).toBe(2)
  expect(readdirSync(gateway.folder)).toStrictEqual(['out.unfinished'])
  gateway.fateOf = () => 'pass'
  expect((await runCommand('export', flags)).status).toBe(0)
  expect(readdirSync(gateway.folder)).toStrictEqual(['out'])
  expect(readNdjson(join(out, 'ambassadors.ndjson'))).toHaveLength(12)

  const again = await runCommand('export', flags)
  expect(again).toMatchObject({ status: 2, stdout: '' })
  expect(again.stderr).toBe(`${out} is there already: name another folder with --out.\n`)
})

describe('one line says', () => {
  const signed = (scope: string, brand: number) =>
    signToken(localSecret(processIo.root), { brands: [brand], scope, sub: 'test', ttl: 600 })

  const problem = async (
    name: 'import' | 'export',
    flags: string[],
    environment: Record<string, string> = {},
  ): Promise<string> => {
    const { status, stdout, stderr } = await runCommand(name, flags, environment)
    expect({ status, stdout }).toStrictEqual({ status: 2, stdout: '' })
    expect(
      readdirSync(gateway.folder).filter((entry) => /progress|refused/.test(entry)),
    ).toStrictEqual([])
    expect(stderr).toMatch(/^[^\n]+\n$/)
    return stderr
  }

  it.each([
    [
      'id_ambassador,first_name\n1,x',
      'The file has the column "first_name", which no ambassador has.',
    ],
    ['id_ambassador,status,status\n1,3,3', 'The file has the column "status" twice.'],
    ['status\n3', 'The file has no column id_ambassador.'],
    ['', 'The file is empty, or begins with an empty line. The first line names the columns'],
    ['\uFEFF\r\n', 'The file is empty, or begins with an empty line.'],
  ])('what is wrong with the header %j', async (content, line) => {
    expect(await problem('import', flagsOf(put('header.csv', content), 40))).toContain(line)
  })

  it('that the file is UTF-16, or a folder', async () => {
    const utf16 = Buffer.from(`\uFEFF${CONTENT}`, 'utf16le')
    for (const content of [utf16, Buffer.from(utf16).swap16()]) {
      const line = await problem('import', flagsOf(put('utf16.csv', content), 40))
      expect(line).toContain('The file is not UTF-8. Save it as CSV UTF-8')
    }
    expect(await problem('import', flagsOf(gateway.folder, 40))).toContain(
      `${gateway.folder} is a folder`,
    )
  })

  it('what the health check says of a server that cannot answer', async () => {
    const server503 = createServer(({ url }, response) => {
      const message = url === '/health' ? 'The database is not migrated.' : 'Try again later.'
      // Longer than a command waits.
      response.writeHead(503, { 'Content-Type': 'application/json', 'Retry-After': '300' })
      response.end(JSON.stringify({ message }))
    }).listen(0, 'localhost')
    await once(server503, 'listening')
    const url = `http://localhost:${portOf(server503)}`
    const out = join(gateway.folder, 'out')
    expect(await problem('export', ['--brand', '3', '--url', url, '--out', out])).toBe(
      'The server answered 503: The database is not migrated.\n',
    )
    server503.close()
  })

  it('that the file is not there, or of no known format', async () => {
    const absent = join(gateway.folder, 'absent.csv')
    expect(await problem('import', flagsOf(absent, 40))).toContain('ENOENT')
    const file = put('people.txt', CONTENT)
    expect(await problem('import', flagsOf(file, 40))).toContain('--format csv or --format ndjson')
  })

  it('what is wrong with the token', async () => {
    const flags = flagsOf(put('token.csv', CONTENT), 40)
    const refused = 'The server refuses the token (401)'
    expect(await problem('import', flags, { ACCESS_TOKEN: 'x.y.z' })).toContain(refused)
    const scope = 'The token needs the scope manager for this route.'
    const chat = await signed('chat:brand', 40)
    expect(await problem('import', [...flags, '--token', chat])).toContain(scope)
    const brand = 'The token does not cover the brand in X-Popsell-Brand.'
    const other = await signed('manager', 41)
    expect(await problem('import', [...flags, '--token', other])).toContain(brand)
    const remote = [...flags, '--url', 'https://chat.example.com']
    expect(await problem('import', remote)).toContain('needs a token')
    const out = ['--brand', '3', '--url', gateway.url(), '--out', join(gateway.folder, 'out')]
    expect(await problem('export', [...out, '--token', await signed('manager', 3)])).toContain(
      'The token needs the scope chat:self or chat:brand for this route.',
    )
  })

  it('what is wrong with the command', async () => {
    const file = put('usage.csv', CONTENT)
    expect(await problem('import', [file])).toContain("'--brand <id>' not specified")
    expect(await problem('import', [file, '--brand', '0'])).toContain('an integer from 1 to')
    expect(await problem('export', ['--brand', '3', '--url', 'x'])).toContain('begins with http')
    expect(await problem('export', ['--brand', '3', '--colour', 'red'])).toContain('--colour')
  })
})
