// An import that is killed, or stopped by Ctrl-C, and goes on.
import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { peopleOf, runCommand } from '../scripts/data.ts'
import { CONTENT, useGateway } from '../scripts/data-gateway.ts'
import { outcomeOf } from './outcome.ts'

const gateway = useGateway()
const { put, flagsOf, expectAllOf } = gateway

/** Starts an import as its npm script does, but without npm, so that the process id is its own. */
const startImport = (flags: readonly string[]) => {
  const child = spawn(process.execPath, ['scripts/import.ts', ...flags], { timeout: 100_000 })
  return { child, outcome: outcomeOf(child) }
}

/** Kills an import when the API has written its second batch and not answered. Each batch takes two requests, as it has bad rows. */
const killInTheMiddle = async (file: string, brand: number): Promise<void> => {
  gateway.fateOf = (method, number) => (method === 'PATCH' && number === 4 ? 'swallow' : 'pass')
  const { child, outcome } = startImport(flagsOf(file, brand))
  await gateway.swallowed()
  child.kill('SIGKILL')
  await outcome
  gateway.fateOf = () => 'pass'
  expect(await peopleOf(gateway.url(), brand)).toHaveLength(1996)
  // As if it had been killed when it had written to the report and not to its checkpoint.
  appendFileSync(`${file}.refused.ndjson`, '{"line":1501,"row":')
}

it('goes on where it was killed, and everybody and every refused row is there once', async () => {
  const file = put('killed.csv', CONTENT)
  await killInTheMiddle(file, 30)
  const { status, stdout, stderr } = await runCommand('import', flagsOf(file, 30))
  expect(status).toBe(1)
  expect(stderr).toContain(
    'Going on behind line 1,001: 998 created, 0 changed, 0 unchanged, 2 refused before.',
  )
  // The batch that was written and not acknowledged is sent again, so its people are there already.
  expect(stdout).toContain('Brand 30: 1,996 created, 0 changed, 998 unchanged, 6 refused.\n')
  await expectAllOf(file, 30)
})

it('begins with the first line when told to, or when the file has changed', async () => {
  const file = put('restarted.csv', CONTENT)
  await killInTheMiddle(file, 31)
  const restarted = await runCommand('import', [...flagsOf(file, 31), '--restart'])
  expect(restarted.stderr).not.toContain('Going on')
  expect(restarted.stdout).toContain(
    'Brand 31: 998 created, 0 changed, 1,996 unchanged, 6 refused.\n',
  )
  await expectAllOf(file, 31)

  await gateway.restart()
  await killInTheMiddle(file, 32)
  put('restarted.csv', CONTENT.replace('1,3,', '1,4,'))
  const changed = await runCommand('import', flagsOf(file, 32))
  expect(changed.stderr).toContain('is of another import: this one begins with the first line.')
  expect(changed.stdout).toContain(
    'Brand 32: 998 created, 1 changed, 1,995 unchanged, 6 refused.\n',
  )
  await expectAllOf(file, 32)
})

it('says when it is stopped by Ctrl-C', async () => {
  const file = put('stopped.csv', CONTENT)
  gateway.fateOf = (_, number) => (number === 4 ? 'swallow' : 'pass')
  const { child, outcome } = startImport(flagsOf(file, 35))
  await gateway.swallowed()
  child.kill('SIGINT')
  const { status, printed } = await outcome
  expect(status).toBe(130)
  expect(printed).toContain('Stopped. The same command again goes on where this one stopped.')
})
