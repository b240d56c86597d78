// What `npm pack` makes, as somebody has it who installs it for the client.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations, sampleOf, samplesToken } from '../scripts/samples.ts'
import { DEMO_COPIES, useServer } from '../scripts/server.ts'

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

const server = useServer()

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

afterAll(() => rmSync(home, { recursive: true, force: true }))

/** What the compiler says of files beside the package. */
const compile = (parameters: readonly string[]): string => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const strict = ['--ignoreConfig', '--strict', '--noEmit', '--module', 'nodenext']
  const { stdout } = spawnSync('node', [tsc, ...strict, ...parameters], {
    cwd: home,
    encoding: 'utf8',
  })
  return stdout
}

const nodeTypes = ['--types', 'node', '--typeRoots', join(root, 'node_modules', '@types')]

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
  expect(exported.trim()).toBe('ChatError,createChatClient,isValidationError')
})

it.each([
  ['a browser', ['--lib', 'es2022,dom', '--types', '']],
  ['Node', ['--lib', 'es2022', ...nodeTypes]],
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
  expect(compile(['--target', 'es2022', ...options, 'use.ts'])).toBe('')
})

it('runs the example against a server', async () => {
  const example = readFileSync(join(root, 'examples', 'chat.ts'), 'utf8')
  const brand = String(DEMO_COPIES.example)
  writeFileSync(join(home, 'chat.ts'), example.replace('brand: 3', `brand: ${brand}`))
  const more = {
    ACCESS_TOKEN: run('npm', ['run', '-s', 'token', '--', '--brands', brand], root).trim(),
    CHAT_URL: server.url,
  }
  expect(run('node', ['chat.ts'], home, more).split('\n')).toStrictEqual([
    'Alice says in room 4: Hello!',
    'Ambassador 2 has 1 unread in room 4.',
    'Ambassador 2 has 3 unread in room 1.',
    '',
  ])
})

describe('following', () => {
  const script = (baseUrl: string, options: string) => `
    import { createChatClient } from 'edge-chatrooms/client'
    const chat = createChatClient({
      baseUrl: '${baseUrl}',
      token: process.env.ACCESS_TOKEN,
      brand: ${DEMO_COPIES.follow},
      ${options}
    })
    const post = () => chat.POST('/api/v2/chat/chatrooms/{chatroom}/messages', {
      params: { path: { chatroom: 3 } },
      body: { id_ambassador: 4, type_message: 0, content: 'Hello' },
    })
    const heard = []
    for await (const event of chat.follow({ onStatus: (status) => heard.push(status) })) {
      heard.push(event.type)
      if (event.type === 'reset') await post()
      if (event.type === 'message.created') break
    }
    console.log(heard.join())`

  /** What is printed by a process that ends because nothing keeps it. */
  const heardBy = (flags: readonly string[], options = ''): string => {
    const more = {
      ACCESS_TOKEN: run(
        'npm',
        ['run', '-s', 'token', '--', '--brands', String(DEMO_COPIES.follow)],
        root,
      ).trim(),
    }
    const code = ['--input-type=module', '--eval', script(server.url, options)]
    return run('node', [...flags, ...code], home, more).trim()
  }

  it('is live over the WebSocket that Node has, and lets the process end', () => {
    expect(heardBy([])).toBe('live,reset,message.created,offline')
  })

  // As in Node 20.
  it('pulls where Node has none, and lets the process end', () => {
    const flags = ['--no-experimental-websocket']
    expect(heardBy(flags)).toBe('pulling,reset,message.created,offline')
  })

  it('is live there with the WebSocket of a package', () => {
    const ws = join(root, 'node_modules', 'ws', 'wrapper.mjs')
    const option = `WebSocket: (await import('${ws}')).WebSocket,`
    const flags = ['--no-experimental-websocket']
    expect(heardBy(flags, option)).toBe('live,reset,message.created,offline')
  })
})

describe('the TypeScript samples', () => {
  const folder = join(home, 'samples')

  beforeAll(() => {
    mkdirSync(folder)
    for (const [index, [name, operation]] of operations.entries()) {
      const check = `console.log(data === undefined ? JSON.stringify(error) : '${name}')`
      const source = sampleOf(operation, 'TypeScript', server.url)
      writeFileSync(join(folder, `${100 + index}.ts`), `${source}\n${check}\n`)
    }
  })

  it('fit the types of the client', () => {
    const files = readdirSync(folder).map((file) => join(folder, file))
    expect(compile(['--target', 'es2024', ...nodeTypes, '--skipLibCheck', ...files])).toBe('')
  })

  it('succeed one after the other', async () => {
    const load = `for (const file of ${JSON.stringify(readdirSync(folder).toSorted())}) await import('${folder}/' + file)`
    const names = operations.map(([name]) => `${name}\n`).join('')
    const environment = { ACCESS_TOKEN: await samplesToken() }
    expect(run('node', ['--input-type=module', '--eval', load], home, environment)).toBe(names)
  })
})
