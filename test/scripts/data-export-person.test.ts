// npm run export -- --ambassador: all that is held about one person in a file, against a real server.
import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { processIo } from '../../scripts/io.ts'
import { localSecret } from '../../scripts/local.ts'
import { signToken } from '../../scripts/sign-token.ts'
import { makeFolder, readNdjson, runCommand } from './data.ts'
import { DEMO_COPIES, useServer } from './server.ts'

const server = useServer()

let folder: string
let out: string

beforeEach(() => {
  folder = makeFolder()
  out = join(folder, 'person.ndjson')
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const take = (ambassador: string, url = server.url) => {
  const flags = ['--brand', String(DEMO_COPIES.read), '--ambassador', ambassador]
  return runCommand('export', [...flags, '--url', url, '--out', out])
}

it('is the answer of the API, to a token of a manager alone', async () => {
  const brands = [DEMO_COPIES.read]
  const token = await signToken(localSecret(processIo.root), {
    brands,
    scope: 'manager',
    sub: 'test',
    ttl: 600,
  })
  const answer = await fetch(`${server.url}/api/v2/manager/ambassadors/1/export`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  const expected = await answer.text()
  const outcome = await runCommand('export', [
    `--brand=${brands[0]}`,
    '--ambassador=1',
    `--url=${server.url}`,
    `--out=${out}`,
    `--token=${token}`,
  ])
  expect(outcome).toMatchObject({ status: 0, stderr: '' })
  expect(readFileSync(out, 'utf8')).toBe(expected)
  expect(readdirSync(folder)).toStrictEqual(['person.ndjson'])
  const lines = readNdjson(out)
  expect(lines[0]).toMatchObject({ type: 'ambassador', id_ambassador: 1 })
  expect(outcome.stdout).toBe(
    `Ambassador 1 of brand ${brands[0]}, in ${out}: ${lines.length - 1} lines.\n`,
  )
})

it('says that there is no such person, that the file is there, and what an id is', async () => {
  expect(await take('99')).toMatchObject({
    status: 2,
    stderr: `Brand ${DEMO_COPIES.read} has no ambassador 99.\n`,
  })
  expect(readdirSync(folder)).toStrictEqual([])
  writeFileSync(out, 'mine')
  expect(await take('1')).toMatchObject({
    status: 2,
    stderr: `${out} is there already: name another file with --out.\n`,
  })
  expect(readFileSync(out, 'utf8')).toBe('mine')
  const wrong = await take('x')
  expect(wrong.status).toBe(2)
  expect(wrong.stderr).toContain('an integer from 1 to 2147483647')
})

describe('an answer that breaks off', () => {
  const END = '{"type":"end","lines":1}\n'

  it.each<[string, (response: ServerResponse) => unknown]>([
    ['ends without its end', (response) => response.end('{"type":"ambassador"}\n')],
    ['is empty', (response) => response.end()],
    [
      'ends in the middle of a line',
      (response) => response.end(`{"type":"ambassador"}\n{"type":"e`),
    ],
    ['has an end inside of a line', (response) => response.end(`{"content":"${END.slice(0, -1)}`)],
    ['is cut', (response) => response.write('{"type":"ambassador"}\n', () => response.destroy())],
  ])('is not taken for whole: it %s', async (_, finish) => {
    const broken = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson' })
      finish(response)
    }).listen(0, 'localhost')
    await once(broken, 'listening')
    const outcome = await take('1', `http://localhost:${(broken.address() as AddressInfo).port}`)
    broken.close()
    expect(outcome).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'The answer broke off, so the file is not whole. Run the command again.\n',
    })
    expect(readdirSync(folder)).not.toContain('person.ndjson')
  })
})
