// npm run import: bytes, what a file has no column for, and dry runs, against a real server.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { apiOf, makeFolder, peopleOf, readNdjson, runCommand, rows } from './data.ts'
import { useServer } from './server.ts'

const HEADER = 'id_ambassador,status,firstname,email'

const folder = makeFolder()
const server = useServer()

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const bring = (file: string, brand: number, ...flags: string[]) =>
  runCommand('import', [file, '--brand', String(brand), '--url', server.url, ...flags])

it('takes U+FFFD and U+FEFF for what they are, and names each line with bytes that are not UTF-8', async () => {
  const lines = [
    'id_ambassador,status,firstname,lastname',
    '1,3,\uFFFD,\uFEFFx',
    '2,3,"two\nl\xEFnes",',
    '3,3,"never,',
    '4,3,\xC3,',
    '\uFEFF5,3,,',
  ]
  const bytes = lines.map((line) =>
    Buffer.from(`${line}\n`, /[\x80-\xFF]/.test(line) ? 'latin1' : 'utf8'),
  )
  const csv = put('bytes.csv', Buffer.concat(bytes))
  expect(await bring(csv, 65)).toMatchObject({ status: 1 })
  expect(await peopleOf(server.url, 65)).toMatchObject([
    { id_ambassador: 1, firstname: '\uFFFD', lastname: '\uFEFFx' },
    { id_ambassador: 5 },
  ])
  const errors = readNdjson(`${csv}.refused.ndjson`).map((entry) => [
    entry['line'],
    entry['errors'],
  ])
  expect(errors).toStrictEqual([
    [3, ['The line is not UTF-8.']],
    [5, ['A quote is never closed, or something stands behind it.']],
    [6, ['The line is not UTF-8.']],
  ])

  const ndjson = put(
    'bytes.ndjson',
    Buffer.concat([
      Buffer.from('{"id_ambassador":6,"status":3,"firstname":"\uFFFD"}\n'),
      Buffer.from('{"id_ambassador":7,"status":3,"firstname":"\xFF"}\n', 'latin1'),
    ]),
  )
  expect(await bring(ndjson, 65)).toMatchObject({ status: 1 })
  expect(await peopleOf(server.url, 65)).toMatchObject([
    { id_ambassador: 1 },
    { id_ambassador: 5 },
    { id_ambassador: 6, firstname: '\uFFFD' },
  ])
  expect(readNdjson(`${ndjson}.refused.ndjson`)).toMatchObject([
    { line: 2, errors: ['The line is not UTF-8.'] },
  ])
})

it('reads characters that lie across two reads of the file', async () => {
  const name = '€'.repeat(85)
  const file = put(
    'across.csv',
    `id_ambassador,status,firstname\n${rows(1000, (id) => `${id},3,${name}`)}`,
  )
  expect(await bring(file, 66)).toMatchObject({ status: 0 })
  const names = new Set((await peopleOf(server.url, 66)).map((person) => person['firstname']))
  expect(names).toStrictEqual(new Set([name]))
})

describe('what the file has no column for', () => {
  const stored = {
    firstname: 'Zoé',
    lastname: 'Moreau',
    email: 'zoe@example.com',
    customer_id: 'C-1',
  }
  const arrange = (brand: number) =>
    apiOf(server.url)(brand, 'PUT', '/manager/ambassadors', [
      { id_ambassador: 1, status: 7, active: 0, ...stored },
      { id_ambassador: 2, status: 3, firstname: 'Ben' },
      { id_ambassador: 3, status: 3, firstname: 'Cleo' },
    ])

  it('stays as it is, and an empty cell clears; only who differs is changed', async () => {
    await arrange(67)
    const file = put(
      'columns.csv',
      'id_ambassador,firstname,email\n1,New,\n2,Ben,\n3,Cleo,c@example.com\n',
    )
    expect(await bring(file, 67)).toMatchObject({
      status: 0,
      stdout: 'Brand 67: 0 created, 2 changed, 1 unchanged, 0 refused.\n',
    })
    expect(await peopleOf(server.url, 67)).toMatchObject([
      { ...stored, firstname: 'New', email: null, status: 7, active: 0 },
      { firstname: 'Ben', status: 3 },
      { firstname: 'Cleo', email: 'c@example.com' },
    ])
    expect((await bring(file, 67)).stdout).toBe(
      'Brand 67: 0 created, 0 changed, 3 unchanged, 0 refused.\n',
    )
  })

  it('stays in NDJSON where the row has no such key', async () => {
    await arrange(68)
    const file = put(
      'keys.ndjson',
      '{"id_ambassador":1,"lastname":null}\n{"id_ambassador":2,"lastname":"X"}\n{"id_ambassador":4}\n',
    )
    const outcome = await bring(file, 68)
    expect(outcome.stdout).toContain('Brand 68: 0 created, 2 changed, 0 unchanged, 1 refused.')
    expect(readNdjson(`${file}.refused.ndjson`)).toMatchObject([
      { line: 3, errors: ['status is required.'] },
    ])
    expect(await peopleOf(server.url, 68)).toMatchObject([
      { ...stored, lastname: null },
      { firstname: 'Ben', lastname: 'X' },
      { firstname: 'Cleo' },
    ])
  })

  it('is cleared with --replace', async () => {
    await arrange(69)
    const file = put('replace.csv', 'id_ambassador,status,firstname\n1,7,Zoé\n2,3,Ben\n')
    expect(await bring(file, 69, '--replace')).toMatchObject({
      status: 0,
      stdout: 'Brand 69: 0 created, 1 changed, 1 unchanged, 0 refused.\n',
    })
    expect(await peopleOf(server.url, 69)).toMatchObject([
      { firstname: 'Zoé', lastname: null, email: null, customer_id: null, active: 1 },
      { firstname: 'Ben' },
      { firstname: 'Cleo' },
    ])
  })
})

describe('a dry run', () => {
  it('says what would happen, and writes nothing here or there', async () => {
    const bad = rows(30, (id) => `${100 + id},9,`)
    const file = put(
      'dry.csv',
      `id_ambassador,status,firstname\n1,3,New\n2,3,Ben\n3,3,Cleo\n${bad}`,
    )
    await apiOf(server.url)(70, 'PUT', '/manager/ambassadors', [
      { id_ambassador: 1, status: 3 },
      { id_ambassador: 2, status: 3, firstname: 'Ben' },
    ])
    const before = await peopleOf(server.url, 70)
    const files = readdirSync(folder)
    const outcome = await bring(file, 70, '--dry-run')
    expect(outcome.status).toBe(1)
    const lines = outcome.stdout.trim().split('\n')
    expect(lines).toHaveLength(22)
    expect(lines[0]).toBe('Line 5: status must be an integer from 0 to 8.')
    expect(lines.slice(-2)).toStrictEqual([
      'And 10 more.',
      'Brand 70, if it were written: 1 created, 1 changed, 1 unchanged, 30 refused.',
    ])
    expect(readdirSync(folder)).toStrictEqual(files)
    expect(await peopleOf(server.url, 70)).toStrictEqual(before)

    const written = await bring(file, 70)
    expect(written.stdout).toContain('Brand 70: 1 created, 1 changed, 1 unchanged, 30 refused.')
  })

  it('of a whole brand leaves no brand, and leaves alone the report and the progress of another import', async () => {
    const file = put('dry-new.csv', 'id_ambassador,status\n1,3\n2,9\n')
    const others = ['refused.ndjson', 'progress.json'].map((name) =>
      put(`dry-new.csv.${name}`, '{"line":1,"row":1}\n'),
    )
    const outcome = await bring(file, 71, '--dry-run', '--replace')
    expect(outcome.stdout).toContain('Brand 71, if it were written: 1 created, 0 changed')
    for (const other of others) expect(readFileSync(other, 'utf8')).toBe('{"line":1,"row":1}\n')
    expect(await peopleOf(server.url, 71)).toStrictEqual([])
  })

  it.each(['--report=x', '--restart'])('has no use for %s', async (flag) => {
    const outcome = await bring(put('dry-flag.csv', HEADER), 71, '--dry-run', flag)
    expect(outcome).toMatchObject({ status: 2 })
    expect(outcome.stderr).toContain('cannot be used with option')
  })
})
