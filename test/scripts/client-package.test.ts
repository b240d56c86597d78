// What `npm pack` makes, as somebody has it who installs it for the client.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { cleanUp, dev } from './dev-server.ts'
import { freePort } from './free-port.ts'

const root = join(import.meta.dirname, '..', '..')
const home = mkdtempSync(join(tmpdir(), 'edge-chatrooms-user-'))

const run = (command: string, parameters: readonly string[], cwd: string, more = {}): string =>
  execFileSync(command, parameters, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  })

let packed: string[] = []

beforeAll(() => {
  const pack = run('npm', ['pack', '--json', '--pack-destination', home], root)
  const [{ filename, files }] = JSON.parse(pack) as [
    { filename: string; files: { path: string }[] },
  ]
  packed = files.map(({ path }) => path).toSorted()
  writeFileSync(join(home, 'package.json'), '{ "private": true, "type": "module" }')
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(home, filename)], home)
}, 120_000)

afterEach(cleanUp)

afterAll(() => rmSync(home, { recursive: true, force: true }))

it('holds the client and nothing of the Worker', () => {
  expect(packed).toStrictEqual([
    'LICENSE',
    'README.md',
    'dist-client/index.d.ts',
    'dist-client/index.js',
    'package.json',
  ])
})

it('brings no other package with it', () => {
  const installed = readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.'))
  expect(installed).toStrictEqual(['edge-chatrooms'])
})

it('exports the client and its helper', () => {
  const script = "console.log(Object.keys(await import('edge-chatrooms/client')).sort().join())"
  const exported = run('node', ['--input-type=module', '--eval', script], home)
  expect(exported.trim()).toBe('createChatClient,isValidationError')
})

it.each([
  ['a browser', ['--lib', 'es2022,dom', '--types', '']],
  [
    'Node',
    ['--lib', 'es2022', '--types', 'node', '--typeRoots', join(root, 'node_modules/@types')],
  ],
])('has types that need nothing but those of %s', (_, options) => {
  const use = `
    import { createChatClient } from 'edge-chatrooms/client'
    const chat = createChatClient({ baseUrl: '', token: 'a token', brand: 3 })
    const { data } = await chat.GET('/api/v2/chat/chatrooms/{id}', { params: { path: { id: 1 } } })
    export const id: number | undefined = data?.id_chatroom
    // @ts-expect-error it is a number
    export const text: string | undefined = data?.id_chatroom
  `
  writeFileSync(join(home, 'use.ts'), use)
  const strict = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022']
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const check = () => run('node', [tsc, ...strict, ...options, 'use.ts'], home)
  expect(check).not.toThrow()
})

it('runs the example against a server', async () => {
  copyFileSync(join(root, 'examples', 'chat.ts'), join(home, 'chat.ts'))
  const port = await freePort()
  await dev(port)
  const more = {
    ACCESS_TOKEN: run('npm', ['run', '-s', 'token'], root).trim(),
    CHAT_URL: `http://localhost:${port}`,
  }
  expect(run('node', ['chat.ts'], home, more).split('\n')).toStrictEqual([
    'Alice says in room 4: Hello!',
    'Ambassador 2 has 1 unread in room 4.',
    'Ambassador 2 has 3 unread in room 1.',
    '',
  ])
})
