// What people meet on their way in: each mistake is one line that says what to do.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { main as copyBrand } from '../../scripts/copy-brand.ts'
import type { Main } from '../../scripts/io.ts'
import { main as migrate } from '../../scripts/migrate.ts'
import { main as reset } from '../../scripts/reset.ts'
import { main as setup } from '../../scripts/setup.ts'
import { main as token } from '../../scripts/token.ts'
import { call } from './call.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-mistakes-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a .dev.vars', () => {
  it.each([
    ['without a secret', 'JWKS_URL=\n'],
    ['with an empty one', 'JWT_SECRET=\n'],
    ['with a short one', 'JWT_SECRET=short\n'],
  ])('%s is told apart from a good one, with what to do', async (_, text) => {
    writeFileSync(join(folder, '.dev.vars'), text)
    expect(await call(token, [], { root: folder })).toMatchObject({
      status: 1,
      stdout: '',
      stderr:
        '.dev.vars has no JWT_SECRET of at least 32 bytes. Delete the file: npm run dev makes a new one.\n',
    })
  })

  it('of an environment that has none here is not made up', async () => {
    const { status, stderr } = await call(token, ['--env', 'staging'], { root: folder })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^There is no \.dev\.vars\.staging\. [^\n]*\n$/)
  })
})

describe('a flag', () => {
  it.each<[string, Main]>([
    ['db:migrate', migrate],
    ['db:reset', reset],
    ['brand:copy', copyBrand],
    ['token', token],
    ['setup', setup],
  ])('that %s does not know is one line, which names --help', async (_, main) => {
    const stderr = "Unknown option '--evn'. --help lists the flags.\n"
    const outcome = await call(main, ['--evn', 'staging'], { root: folder })
    expect(outcome).toMatchObject({ status: 1, stdout: '', stderr })
  })
})
