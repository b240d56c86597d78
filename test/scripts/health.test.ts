// npm run health: whether a deployment answers, by its address or by what wrangler wrote about it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { main } from '../../scripts/health.ts'
import { addressIn } from '../../scripts/setup/cloudflare.ts'
import { call } from './call.ts'
import { deployment } from './setup/project.ts'

let served: Awaited<ReturnType<typeof deployment>>
let folder: string

beforeEach(async () => {
  served = await deployment(200, '{"status":"ok","database":"ok","keys":"ok","hubs":"ok"}')
  folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-health-'))
})

afterEach(async () => {
  await served.stop()
  rmSync(folder, { recursive: true, force: true })
})

const recordOf = (targets: readonly string[]): string =>
  ['{"type":"wrangler-session"}', JSON.stringify({ type: 'deploy', targets }), ''].join('\n')

const health = async (flags: readonly string[], record = '') => {
  const env = { WRANGLER_OUTPUT_FILE_PATH: record }
  const { status, printed } = await call(main, flags, { env })
  return { status, printed }
}

it('asks the address that it is given', async () => {
  const printed = `${served.address}/health answers 200.\n`
  expect(await health([`${served.address}/`])).toStrictEqual({ status: 0, printed })
  expect(served.asked).toStrictEqual(['/health'])
})

it('asks the address that wrangler has deployed to', async () => {
  const record = join(folder, 'deployment.jsonl')
  writeFileSync(record, recordOf([served.address]))
  const printed = `${served.address}/health answers 200.\n`
  expect(await health([], record)).toStrictEqual({ status: 0, printed })
})

it('says in one line that it does not know the address', async () => {
  const { status, printed } = await health([])
  expect(status).toBe(1)
  expect(printed).toMatch(/^Which deployment\? [^\n]*\n$/)
})

describe('the address of a deployment', () => {
  it.each<[string[], string | undefined]>([
    [['https://chat.me.workers.dev'], 'https://chat.me.workers.dev'],
    [['schedule: 0 0 * * *', 'https://chat.me.workers.dev'], 'https://chat.me.workers.dev'],
    [['chat.example.com/*'], 'https://chat.example.com'],
    [['chat.example.com (custom domain)'], 'https://chat.example.com'],
    [['chat.example.com/* (zone name: example.com)'], 'https://chat.example.com'],
    [['Producer for queue'], undefined],
    [[], undefined],
  ])('of %j is %s', (targets, address) => {
    expect(addressIn(recordOf(targets))).toBe(address)
  })
})
