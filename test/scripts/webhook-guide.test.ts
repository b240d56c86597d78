// The samples of docs/webhooks.md that verify, as they stand there, as endpoints that requests are sent to.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { afterAll, expect, it } from 'vitest'
import { freePort } from './free-port.ts'

const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDsL8VxPmz1aw='
const OTHER = `whsec_${'A'.repeat(43)}=`
const ID = 'evt_3_412_lnenrx40'
const BODY = '{"type":"message.created","data":{"content":"é"}}'

const guide = readFileSync('docs/webhooks.md', 'utf8')

const sampleOf = (language: string): string =>
  new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(guide)?.[1] ?? ''

/** What makes an endpoint of a sample that is none by itself: 204 for what it takes, 401 for the rest. */
const PYTHON = `
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Endpoint(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        good = verify(os.environ["CHAT_WEBHOOK_SECRET"], body, self.headers)
        self.send_response(204 if good else 401)
        self.end_headers()

HTTPServer(("localhost", int(sys.argv[1])), Endpoint).serve_forever()
`
const TYPESCRIPT = `
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

createServer(async (request, response) => {
  const { method, headers } = request
  const body = await text(request)
  const web = new Request('http://localhost', { method, headers: headers as HeadersInit, body })
  const isGood = await receive(process.env['CHAT_WEBHOOK_SECRET']!, web).then(() => true, () => false)
  response.writeHead(isGood ? 204 : 401).end()
}).listen(Number(process.argv[2]), 'localhost')
`

// Inside the project, so that the packages are found, and not below them, where Node takes no TypeScript.
const parent = join('.wrangler', 'tmp')
mkdirSync(parent, { recursive: true })
const folder = mkdtempSync(join(parent, 'samples-'))
const started: ChildProcess[] = []

afterAll(() => {
  for (const one of started) one.kill()
  rmSync(folder, { recursive: true })
})

const LANGUAGES = {
  TypeScript: { program: process.execPath, language: 'ts', more: TYPESCRIPT },
  PHP: { program: 'php', language: 'php', more: '' },
  Python: { program: 'python3', language: 'python', more: PYTHON },
}

const isThere = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0

/** Answers what sends a request to the endpoint and tells the status, and what the endpoint has complained of. */
const run = async (name: keyof typeof LANGUAGES) => {
  const { program, language, more } = LANGUAGES[name]
  const file = join(folder, `sample.${language}`)
  writeFileSync(file, sampleOf(language) + more)
  const port = String(await freePort())
  const args = name === 'PHP' ? ['-S', `localhost:${port}`, file] : [file, port]
  const env = { ...process.env, CHAT_WEBHOOK_SECRET: SECRET }
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  started.push(child)
  const send = async (headers: Record<string, string>, body = BODY): Promise<number> => {
    const request = { method: 'POST', headers, body }
    // It may still be starting.
    while (child.exitCode === null) {
      try {
        return (await fetch(`http://localhost:${port}/`, request)).status
      } catch {
        await pause(20)
      }
    }
    throw new Error(`The sample in ${name} has ended: ${said}`)
  }
  return { send, said: () => said }
}

const headersOf = (secret: string, date: Date, more = '') => ({
  'Webhook-Id': ID,
  'webhook-timestamp': String(Math.floor(date.getTime() / 1000)),
  'webhook-signature': `${more}${new Webhook(secret).sign(ID, date, BODY)}`,
})

it.concurrent.for(Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[])(
  'the sample in %s takes what is good, and nothing else',
  async (name, { skip }) => {
    const { program } = LANGUAGES[name]
    skip(!isThere(program), `${program} is not installed: nobody knows whether the sample works.`)
    const { send, said } = await run(name)
    const now = new Date()
    const at = (seconds: number) => new Date(now.getTime() + 1000 * seconds)
    const good = headersOf(SECRET, now)
    expect(await send(good)).toBe(204)
    expect(await send(headersOf(SECRET, now, 'v1,AAAA v1a,é '))).toBe(204)
    const bad = {
      changed: await send(good, BODY.replace('é', 'è')),
      'of another id': await send({ ...good, 'Webhook-Id': 'evt_3_413_lnenrx40' }),
      'of another secret': await send(headersOf(OTHER, now)),
      old: await send(headersOf(SECRET, at(-310))),
      ahead: await send(headersOf(SECRET, at(310))),
      'of no date': await send({ ...good, 'webhook-timestamp': 'now' }),
      'not signed': await send({}),
    }
    expect(Object.entries(bad).filter(([, status]) => status !== 401)).toStrictEqual([])
    expect(said()).not.toMatch(/warning|error|traceback/i)
  },
)
