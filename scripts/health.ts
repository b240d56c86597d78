// npm run health -- https://…: ends with status 1 unless the deployment answers 200 on /health within two minutes.
// Without an address it takes the one that `wrangler deploy` has written into WRANGLER_OUTPUT_FILE_PATH.
import { existsSync, readFileSync } from 'node:fs'
import { fail } from './fail.ts'
import { addressIn } from './setup/cloudflare.ts'
import { waitForHealth } from './setup/health.ts'

const PATIENCE = 120

const deployed = (): string | undefined => {
  const record = process.env['WRANGLER_OUTPUT_FILE_PATH'] ?? ''
  return existsSync(record) ? addressIn(readFileSync(record, 'utf8')) : undefined
}

const address = (process.argv[2] ?? deployed())?.replace(/\/$/, '')
if (address === undefined || !URL.canParse(address)) {
  fail('Which deployment? npm run health -- https://edge-chatrooms.example.workers.dev')
}
const problem = await waitForHealth(address, PATIENCE)
if (problem !== undefined) fail(`${address}/health is not well after ${PATIENCE} s: ${problem}`)
console.log(`${address}/health answers 200.`)
