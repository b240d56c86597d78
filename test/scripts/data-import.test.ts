// npm run import, against a real server.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { measure } from '../../scripts/data/lines.ts'
import { apiOf, idsOf, makeFolder, peopleOf, readNdjson, runCommand, rows, upTo } from './data.ts'
import { DEMO_COPIES, useServer } from './server.ts'

const HEADER = 'id_ambassador,status,firstname,email'

/** What an empty cell becomes. */
const NOBODY = { firstname: null, email: null, email_tmp: null }

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

it('takes CSV with a byte order mark, CRLF, semicolons, quotes, line ends in cells and empty cells', async () => {
  const file = put(
    'quoted.CSV',
    '\uFEFFfirstname;status;id_ambassador;lastname;email_tmp;active\r\n' +
      'Élodie;7;1;"O""Neill; \r\nthe second";Elodie@Example.com;0\r\n' +
      '\r\n' +
      ' Zoë 🎉;3; 2 ;;;\r\n' +
      ';;;;;\r\n' +
      '5" tall;0;3;"";;1',
  )
  expect(await bring(file, 20)).toMatchObject({
    status: 0,
    stdout: 'Brand 20: 3 created, 0 changed, 0 unchanged, 0 refused.\n',
  })
  expect(await peopleOf(server.url, 20)).toMatchObject([
    {
      id_ambassador: 1,
      firstname: 'Élodie',
      lastname: 'O"Neill; \r\nthe second',
      email_tmp: 'elodie@example.com',
      status: 7,
      active: 0,
    },
    { id_ambassador: 2, firstname: ' Zoë 🎉', lastname: null, email_tmp: null, active: 1 },
    { id_ambassador: 3, firstname: '5" tall', lastname: null, active: 1 },
  ])
  expect(existsSync(`${file}.refused.ndjson`)).toBe(false)
  expect(existsSync(`${file}.progress.json`)).toBe(false)
})

it('takes NDJSON, and of an export what may be written', async () => {
  const [person] = await peopleOf(server.url, DEMO_COPIES.read)
  const lines = [person, { id_ambassador: 2, status: 7, lastname: 'a\u2028b' }]
  const file = put('people.jsonl', lines.map((line) => JSON.stringify(line)).join('\r\n\r\n'))
  expect(await bring(file, 21)).toMatchObject({ status: 0 })
  const { firstname, email, customer_id, image } = person ?? {}
  expect(await peopleOf(server.url, 21)).toMatchObject([
    { id_ambassador: 1, firstname, email, customer_id, image, last_action_date: null },
    { id_ambassador: 2, lastname: 'a\u2028b' },
  ])
})

it('reports refused rows of CSV by line, with the reasons, and takes the others', async () => {
  const head = `${HEADER},email_tmp\n1,3,"two\nlines",,\n2,3,open "quote,,\n3,seven,,,\n4,3,short\n`
  const bad = `5,3,"never closed,,\n6,9,,nobody,\n1,3,again,,\n7,7,,,a@example.com\n8,7,,,A@example.com\n`
  const tail = `1073741824,3,,,\n9,3,M\xFCller,,\n10,3,"x"y,,\n11,3,last,,`
  const file = put('refused.csv', Buffer.from(head + bad + tail, 'latin1'))
  const outcome = await bring(file, 22)
  expect(outcome).toMatchObject({ status: 1 })
  expect(outcome.stdout).toContain('Brand 22: 4 created, 0 changed, 0 unchanged, 9 refused.\n')
  expect(outcome.stdout).toContain(`are in ${file}.refused.ndjson.`)
  expect(idsOf(await peopleOf(server.url, 22))).toStrictEqual([1, 2, 7, 11])
  expect(readNdjson(`${file}.refused.ndjson`)).toStrictEqual([
    {
      line: 5,
      row: { id_ambassador: 3, status: 'seven', ...NOBODY },
      errors: ['status must be an integer.'],
    },
    { line: 6, row: '4,3,short', errors: ['The row has 3 cells, and the header has 5.'] },
    {
      line: 7,
      row: '5,3,"never closed,,',
      errors: ['A quote is never closed, or something stands behind it.'],
    },
    {
      line: 8,
      row: { id_ambassador: 6, status: 9, ...NOBODY, email: 'nobody' },
      errors: ['status must be an integer from 0 to 8.', 'email must be an e-mail address.'],
    },
    {
      line: 9,
      row: { id_ambassador: 1, status: 3, ...NOBODY, firstname: 'again' },
      errors: ['id_ambassador must differ from that of line 2.'],
    },
    {
      line: 11,
      row: { id_ambassador: 8, status: 7, ...NOBODY, email_tmp: 'A@example.com' },
      errors: ['email_tmp must differ from email_tmp of line 10.'],
    },
    {
      line: 12,
      row: { id_ambassador: 1_073_741_824, status: 3, ...NOBODY },
      errors: ['id_ambassador is an id that only the service gives out.'],
    },
    { line: 13, row: '9,3,M\uFFFDller,,', errors: ['The line is not UTF-8.'] },
    {
      line: 14,
      row: '10,3,"x"y,,',
      errors: ['A quote is never closed, or something stands behind it.'],
    },
  ])
})

it('reports refused rows of NDJSON by line, and forgets the report when the mended file is in', async () => {
  const good = '{"id_ambassador":1,"status":3}\n'
  const bad = '[]\n{"id_ambassador":"2","status":3}\n{"id_ambassador":3,"status":3,"name":"x"}\n'
  const file = put('refused.ndjson', `${good}{"id_ambassador":2,\n${bad}`)
  await apiOf(server.url)(23, 'PUT', '/manager/ambassadors', [{ id_ambassador: 1, status: 0 }])
  expect(await bring(file, 23)).toMatchObject({ status: 1 })
  expect(readNdjson(`${file}.refused.ndjson`)).toMatchObject([
    { line: 2, row: '{"id_ambassador":2,', errors: ['The line is not a JSON object.'] },
    { line: 3, row: '[]', errors: ['The line is not a JSON object.'] },
    { line: 4, errors: ['id_ambassador must be an integer.'] },
    { line: 5, errors: ['name is not a field of an ambassador.'] },
  ])
  put('refused.ndjson', good)
  expect(await bring(file, 23)).toMatchObject({
    status: 0,
    stdout: 'Brand 23: 0 created, 0 changed, 1 unchanged, 0 refused.\n',
  })
  expect(existsSync(`${file}.refused.ndjson`)).toBe(false)
})

it('takes what is good of batches in which more is bad than one answer names, or that are large', async () => {
  // 1,700 bytes a row: a thousand rows are more than one request may hold.
  const image = `https://images.example.com/${'x'.repeat(480)}`
  const names = Array.from({ length: 4 }, () => '語'.repeat(100)).join()
  const isBad = (id: number) => id % 4 === 0
  const rowOf = (id: number) =>
    `${id},${isBad(id) ? 9 : 3},${isBad(id) ? 'nowhere' : image},${names}`
  const file = put(
    'large.csv',
    `id_ambassador,status,image,firstname,lastname,username,customer_id\n${rows(1500, rowOf)}`,
  )
  const report = join(folder, 'elsewhere.ndjson')
  expect(await bring(file, 24, '--report', report)).toMatchObject({ status: 1 })
  const refused = readNdjson(report)
  expect(refused.map(({ line }) => line)).toStrictEqual(
    upTo(1500)
      .filter(isBad)
      .map((id) => id + 1),
  )
  for (const { errors } of refused) expect(errors).toHaveLength(2)
  expect(idsOf(await peopleOf(server.url, 24))).toStrictEqual(upTo(1500).filter((id) => !isBad(id)))
})

it('leaves alone what --report names and is no report', async () => {
  const content = `${HEADER}\n1,9,,\n`
  const file = put('own.csv', content)
  const notes = put('notes.ndjson', '{"line":"of thought"}\n')
  const refusals: [string, string][] = [
    [file, `The import itself needs ${file}: name another file with --report.\n`],
    [notes, `${notes} is there already and is no report: name another file with --report.\n`],
    [folder, `${folder} is there already and is no report: name another file with --report.\n`],
  ]
  for (const [report, stderr] of refusals) {
    const outcome = await bring(file, 25, '--report', report)
    expect(outcome).toMatchObject({ status: 2, stdout: '', stderr })
  }
  const progress = await bring(file, 25, '--report', `${file}.progress.json`)
  expect(progress).toMatchObject({ status: 2, stdout: '' })
  expect(readFileSync(file, 'utf8')).toBe(content)
  expect(readFileSync(notes, 'utf8')).toBe('{"line":"of thought"}\n')
})

it('keeps the report of an earlier import until the API has taken a batch', async () => {
  const file = put('again.csv', `${HEADER}\n1,3,,\n2,9,,\n`)
  const report = `${file}.refused.ndjson`
  expect(await bring(file, 26)).toMatchObject({ status: 1 })
  const before = readFileSync(report, 'utf8')
  expect(await bring(file, 26, '--token', 'x.y.z')).toMatchObject({ status: 2 })
  expect(readFileSync(report, 'utf8')).toBe(before)
  put('again.csv', `${HEADER}\n1,3,,\n2,3,,\n3,8,,\n4,9,,`)
  expect(await bring(file, 26)).toMatchObject({ status: 1 })
  expect(readNdjson(report)).toMatchObject([{ line: 5 }])
  put('again.csv', HEADER)
  expect(await bring(file, 26)).toMatchObject({ status: 0 })
  expect(existsSync(report)).toBe(false)
})

it.each([
  ['', 0],
  ['a', 1],
  ['a\n', 1],
  ['a\nb', 2],
  ['a\nb\n', 2],
])('counts the lines of %j', async (content, lines) => {
  expect(await measure(put('counted.csv', content))).toMatchObject({ lines })
})

it('reports a broken row without the end of its line', async () => {
  const csv = put('ends.csv', `${HEADER}\r\n1,3\r\n2,"3\r\n`)
  expect(await bring(csv, 27)).toMatchObject({ status: 1 })
  expect(readNdjson(`${csv}.refused.ndjson`)).toMatchObject([{ row: '1,3' }, { row: '2,"3' }])
  const ndjson = put('ends.ndjson', '[1]\r\n')
  expect(await bring(ndjson, 27)).toMatchObject({ status: 1 })
  expect(readNdjson(`${ndjson}.refused.ndjson`)).toMatchObject([{ row: '[1]' }])
})

it('says what to do about a --url with a path', async () => {
  const file = put('path.csv', `${HEADER}\n1,3,,`)
  expect(await bring(file, 28, '--url', `${server.url}/api/v2`)).toMatchObject({
    status: 2,
    stdout: '',
    stderr:
      'The server answered 404: Not Found. --url takes the address of the service, without a path.\n',
  })
})
