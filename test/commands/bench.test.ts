// The benchmark works. What it measures is nothing that a test may judge.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const results = join(root, 'bench', 'results.md')
const ENDS_AFTER = 240_000

const readResults = (): string | null =>
  existsSync(results) ? readFileSync(results, 'utf8') : null

it(
  'npm run bench -- --quick ends with a line of all figures, and leaves the results alone',
  () => {
    const before = readResults()
    const printed = execFileSync('npm', ['run', '--silent', 'bench', '--', '--quick'], {
      cwd: root,
      encoding: 'utf8',
      timeout: ENDS_AFTER,
    })
    const lastLine = printed.trimEnd().split('\n').at(-1)
    expect(lastLine).toMatch(
      /^bench: throughput of read at 16 connections, of select 1: [\d.]+ .*; throughput of create at 16 connections, of bare: [\d.]+ .*; CPU of message with the SQL of now, of that of before: .*; create with D1 far away: [\d.]+ round trips of 40 ms; the same in round trips as measured: [\d.]+; .*; missed: .+$/,
    )
    // These do not depend on how fast the machine is.
    expect(lastLine).toContain('routes with more than one D1 call: 0;')
    expect(lastLine).toContain('1 D1 call, 2.00 rows written for each member;')
    expect(lastLine).toMatch(
      /memory of a socket: .*; one message to 200 sockets: [\d.]+ .* ms; from an answer to its event at 16 writers: [\d.]+ ms, .*; throughput of message with a hub, of that without: [\d.]+ /,
    )
    expect(readResults()).toBe(before)
  },
  ENDS_AFTER + 10_000,
)
