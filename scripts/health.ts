// npm run health -- https://…: ends with status 1 unless the deployment answers 200 on /health within two minutes.
// Without an address it takes the one that `wrangler deploy` has written into WRANGLER_OUTPUT_FILE_PATH.
import { existsSync, readFileSync } from 'node:fs'
import { fail, type Io, run } from './io.ts'
import { addressIn } from './setup/cloudflare.ts'
import { waitForHealth } from './setup/health.ts'

const PATIENCE = 120

const deployed = ({ env }: Io): string | undefined => {
  const record = env['WRANGLER_OUTPUT_FILE_PATH'] ?? ''
  return existsSync(record) ? addressIn(readFileSync(record, 'utf8')) : undefined
}

export const main = async ([given]: readonly string[], io: Io): Promise<void> => {
  const address = (given ?? deployed(io))?.replace(/\/$/, '')
  if (address === undefined || !URL.canParse(address)) {
    fail('Which deployment? npm run health -- https://edge-chatrooms.example.workers.dev')
  }
  const problem = await waitForHealth(address, PATIENCE)
  if (problem !== undefined) fail(`${address}/health is not well after ${PATIENCE} s: ${problem}`)
  io.print(`${address}/health answers 200.`)
}

if (import.meta.main) process.exitCode = await run(main)
