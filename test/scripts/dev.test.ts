// The first command of the README, as a newcomer meets it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'

const state = mkdtempSync(join(tmpdir(), 'edge-chatrooms-'))
const running: ChildProcess[] = []

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Starts `npm run dev` without a terminal; answers what it has printed once that holds `text` or it has ended. */
const dev = async (port: number, text: string): Promise<string> => {
  const child = spawn('npm', ['run', 'dev', '--', `--port`, String(port), '--persist-to', state], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  return new Promise((resolve) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes(text)) resolve(printed)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', () => resolve(printed))
  })
}

const stop = async (): Promise<void> => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.pid === undefined) continue
    const exited = once(child, 'exit')
    process.kill(-child.pid, 'SIGINT')
    await exited
  }
}

/** Runs the printed request as it would be pasted; answers its status. */
const paste = (printed: string): string => {
  const command = /^curl (?:.*\\\n)+.*$/m.exec(printed)?.[0] ?? 'false'
  const answer = execFileSync('bash', ['-c', command.replace('curl -i', 'curl -isS')], {
    encoding: 'utf8',
  })
  return answer.split('\r\n')[0] ?? ''
}

afterEach(stop)

afterAll(() => rmSync(state, { recursive: true, force: true }))

it('serves the demo data, prints a request that answers 201 and then 200, and keeps its data', async () => {
  const port = await freePort()
  const first = await dev(port, 'npm run -s token')
  expect(first).toContain('demo data loaded')
  expect(paste(first)).toContain('201 Created')
  expect(paste(first)).toContain('200 OK')
  await stop()

  const second = await dev(port, 'npm run -s token')
  expect(second).not.toContain('demo data loaded')
  expect(paste(second)).toContain('200 OK')
})

/** Sends a body without an announced length, as a stream does. */
const stream = async (printed: string, body: string): Promise<number> => {
  const token = /Bearer ([\w.-]+)/.exec(printed)?.[1] ?? ''
  const url = /'(http:[^']+)'/.exec(printed)?.[1] ?? ''
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'X-Popsell-Brand': '3',
      'Content-Type': 'application/json',
    },
    body: new Blob([body]).stream(),
    duplex: 'half',
  })
  await response.text()
  return response.status
}

it('answers the next request as ever after a stream that was too large', async () => {
  const printed = await dev(await freePort(), 'npm run -s token')
  for (const bytes of [70_000, 300_000, 20_000_000]) {
    expect(await stream(printed, 'x'.repeat(bytes))).toBe(413)
    expect(await stream(printed, '{}')).toBe(422)
  }
})

it('says in one line which port is taken and what to do', async () => {
  const blocker = createServer().listen(0, 'localhost')
  await once(blocker, 'listening')
  const address = blocker.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const printed = await dev(port, 'is taken')
  expect(printed).toContain(`Port ${port} is taken. Stop what uses it, or: npm run dev -- --port`)
  blocker.close()
})
