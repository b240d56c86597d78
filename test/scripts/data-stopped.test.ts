// Data commands that are stopped, or can't begin.
import { once } from 'node:events'
import { appendFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localSecret } from '../../scripts/local.ts'
import { signToken } from '../../scripts/sign-token.ts'
import {
  type Fate,
  idsOf,
  makeFolder,
  peopleOf,
  readNdjson,
  rows,
  runCommand,
  startCommand,
  portOf,
  startGateway,
  upTo,
  useServer,
} from './data-server.ts'

/** Three batches, each with two bad rows. */
const CONTENT = `id_ambassador,status,email\n${rows(3000, (id) => `${id},3,${id % 500 === 0 ? 'nobody' : ''}`)}`
const GOOD = upTo(3000).filter((id) => id % 500 !== 0)
const BAD_LINES = [501, 1001, 1501, 2001, 2501, 3001]

const server = useServer()
let gateway: Awaited<ReturnType<typeof startGateway>>
let folder = ''
let fateOf: (method: string, number: number) => Fate

beforeEach(async () => {
  folder = makeFolder()
  fateOf = () => 'pass'
  gateway = await startGateway(server.port, (method, number) => fateOf(method, number))
})

afterEach(async () => {
  await gateway.stop()
  rmSync(folder, { recursive: true, force: true })
})

const put = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const flagsOf = (file: string, brand: number): string[] => [
  file,
  '--brand',
  String(brand),
  '--url',
  gateway.url,
]

const expectAllOf = async (file: string, brand: number): Promise<void> => {
  expect(idsOf(await peopleOf(gateway.url, brand))).toStrictEqual(GOOD)
  const refused = readNdjson(`${file}.refused.ndjson`)
  expect(refused.map(({ line }) => line)).toStrictEqual(BAD_LINES)
  expect(existsSync(`${file}.progress.json`)).toBe(false)
}

/** Kills an import when the API has written its second batch and not answered. Each batch takes two requests, as it has bad rows. */
const killInTheMiddle = async (file: string, brand: number): Promise<void> => {
  fateOf = (method, number) => (method === 'PUT' && number === 4 ? 'swallow' : 'pass')
  const { child, outcome } = startCommand('import', flagsOf(file, brand))
  await gateway.swallowed
  child.kill('SIGKILL')
  await outcome
  fateOf = () => 'pass'
  expect(await peopleOf(gateway.url, brand)).toHaveLength(1996)
  // As if it had been killed when it had written to the report and not to its checkpoint.
  appendFileSync(`${file}.refused.ndjson`, '{"line":1501,"row":')
}

it('goes on where it was killed, and everybody and every refused row is there once', async () => {
  const file = put('killed.csv', CONTENT)
  await killInTheMiddle(file, 30)
  const { code, stdout, stderr } = await runCommand('import', flagsOf(file, 30))
  expect(code).toBe(1)
  expect(stderr).toContain('Going on behind line 1,001: 998 created, 0 updated, 2 refused before.')
  // The batch that was written and not acknowledged is sent again, so its people are there already.
  expect(stdout).toContain('Brand 30: 1,996 created, 998 updated, 6 refused.\n')
  await expectAllOf(file, 30)
})

it('begins with the first line when told to, or when the file has changed', async () => {
  const file = put('restarted.csv', CONTENT)
  await killInTheMiddle(file, 31)
  const restarted = await runCommand('import', [...flagsOf(file, 31), '--restart'])
  expect(restarted.stderr).not.toContain('Going on')
  expect(restarted.stdout).toContain('Brand 31: 998 created, 1,996 updated, 6 refused.\n')
  await expectAllOf(file, 31)

  await gateway.stop()
  gateway = await startGateway(server.port, (method, number) => fateOf(method, number))
  await killInTheMiddle(file, 32)
  put('restarted.csv', CONTENT.replace('1,3,', '1,4,'))
  const changed = await runCommand('import', flagsOf(file, 32))
  expect(changed.stderr).toContain('is of another import: this one begins with the first line.')
  expect(changed.stdout).toContain('Brand 32: 998 created, 1,996 updated, 6 refused.\n')
  await expectAllOf(file, 32)
})

it('goes on after the server was away, and says in one line that it is', async () => {
  const file = put('away.csv', CONTENT)
  fateOf = (_, number) => (number > 4 ? 'cut' : 'pass')
  const away = await runCommand('import', flagsOf(file, 33))
  expect(away.code).toBe(2)
  expect(away.stdout).toBe('')
  const lines = away.stderr.trim().split('\n')
  expect(lines.at(-1)).toMatch(
    /^The server does not answer .* The same command again goes on where this one stopped\.$/,
  )
  fateOf = () => 'pass'
  const back = await runCommand('import', flagsOf(file, 33))
  expect(back.stdout).toContain('Brand 33: 2,994 created, 0 updated, 6 refused.\n')
  await expectAllOf(file, 33)
})

it('waits for a server that is away for a moment', async () => {
  const file = put('moment.csv', CONTENT)
  fateOf = (_, number) => (number === 3 ? 'cut' : 'pass')
  const { stdout } = await runCommand('import', flagsOf(file, 34))
  expect(stdout).toContain('Brand 34: 2,994 created, 0 updated, 6 refused.\n')
})

it('says when it is stopped by Ctrl-C', async () => {
  const file = put('stopped.csv', CONTENT)
  fateOf = (_, number) => (number === 4 ? 'swallow' : 'pass')
  const { child, outcome } = startCommand('import', flagsOf(file, 35))
  await gateway.swallowed
  child.kill('SIGINT')
  const { code, stderr } = await outcome
  expect(code).toBe(130)
  expect(stderr).toContain('Stopped. The same command again goes on where this one stopped.')
})

it('leaves no export that is not whole', async () => {
  const out = join(folder, 'out')
  fateOf = (_, number) => (number > 3 ? 'cut' : 'pass')
  const flags = ['--brand', '3', '--url', gateway.url, '--out', out]
  const stopped = await runCommand('export', flags)
  expect(stopped.code).toBe(2)
  expect(readdirSync(folder)).toStrictEqual(['out.unfinished'])
  fateOf = () => 'pass'
  expect((await runCommand('export', flags)).code).toBe(0)
  expect(readdirSync(folder)).toStrictEqual(['out'])
  expect(readNdjson(join(out, 'ambassadors.ndjson'))).toHaveLength(12)

  const again = await runCommand('export', flags)
  expect(again).toMatchObject({ code: 2, stdout: '' })
  expect(again.stderr).toBe(`${out} is there already: name another folder with --out.\n`)
})

describe('one line says', () => {
  const signed = (scope: string, brand: number) =>
    signToken(localSecret(), { brands: [brand], scope, sub: 'test', ttl: 600 })

  const problem = async (
    name: 'import' | 'export',
    flags: string[],
    environment: Record<string, string> = {},
  ): Promise<string> => {
    const { code, stdout, stderr } = await runCommand(name, flags, environment)
    expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' })
    expect(readdirSync(folder).filter((entry) => /progress|refused/.test(entry))).toStrictEqual([])
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
    expect(await problem('import', flagsOf(folder, 40))).toContain(`${folder} is a folder`)
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
    const out = join(folder, 'out')
    expect(await problem('export', ['--brand', '3', '--url', url, '--out', out])).toBe(
      'The server answered 503: The database is not migrated.\n',
    )
    server503.close()
  })

  it('that the file is not there, or of no known format', async () => {
    const absent = join(folder, 'absent.csv')
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
    const out = ['--brand', '3', '--url', gateway.url, '--out', join(folder, 'out')]
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
