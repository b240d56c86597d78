// The package of the client, as somebody has it who installs it.
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

/** Built in front of all tests: the server of the others begins anew when it changes. */
const BUILT = ['./client', '--ignore-scripts', '--json']

let packed: string[] = []

beforeAll(() => {
  const pack = run('npm', ['pack', ...BUILT, '--pack-destination', home], root)
  const [{ filename, files }] = JSON.parse(pack) as [
    { filename: string; files: { path: string }[] },
  ]
  packed = files.map(({ path }) => path).toSorted()
  writeFileSync(join(home, 'package.json'), '{ "private": true, "type": "module" }')
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(home, filename)], home)
}, 120_000)

afterAll(() => rmSync(home, { recursive: true, force: true }))

/** What the compiler says of files beside the package. */
const compile = (parameters: readonly string[], module = 'nodenext'): string => {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const strict = ['--ignoreConfig', '--strict', '--noEmit', '--module', module]
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
    'dist/client.d.ts',
    'dist/client.js',
    'dist/client.js.map',
    'dist/server.d.ts',
    'dist/server.js',
    'dist/server.js.map',
    'package.json',
  ])
})

const jsonIn = (...path: readonly string[]) =>
  JSON.parse(readFileSync(join(...path), 'utf8')) as Record<string, unknown>

it('can be published, with the version and the license of the service', () => {
  // Nothing is asked of a registry.
  const nowhere = ['--registry', 'http://127.0.0.1:1', '--fetch-retries', '0']
  const published = run('npm', ['publish', ...BUILT, '--dry-run', ...nowhere], root)
  const { version } = jsonIn(root, 'package.json')
  expect(published).toContain(`"edge-chatrooms@${String(version)}"`)
  expect(jsonIn(root, 'client', 'package.json')).toMatchObject({ version })
  expect(readFileSync(join(root, 'client', 'LICENSE'), 'utf8')).toBe(
    readFileSync(join(root, 'LICENSE'), 'utf8'),
  )
})

it('can be read and debugged: it is not minified, and its map leads to the sources', () => {
  const dist = join(home, 'node_modules', 'edge-chatrooms', 'dist')
  const code = readFileSync(join(dist, 'client.js'), 'utf8')
  expect(code).toContain('const createChatClient = ')
  expect(code).toContain('//# sourceMappingURL=client.js.map')
  const { sources, sourcesContent } = jsonIn(dist, 'client.js.map')
  const at = (sources as string[]).indexOf('../follow.ts')
  const source = readFileSync(join(root, 'client', 'follow.ts'), 'utf8')
  expect((sourcesContent as string[])[at] === source).toBe(true)
})

it('brings no other package with it', () => {
  const installed = readdirSync(join(home, 'node_modules')).filter((name) => !name.startsWith('.'))
  expect(installed).toStrictEqual(['edge-chatrooms'])
})

it('exports the client and its helper', () => {
  const script = "console.log(Object.keys(await import('edge-chatrooms/client')).sort().join())"
  const exported = run('node', ['--input-type=module', '--eval', script], home)
  expect(exported.trim()).toBe(
    'ChatError,createChatClient,createRestClient,dataOf,follow,isValidationError',
  )
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

it.each([
  ['node16', 'node16'],
  ['node18', 'node16'],
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
  ['preserve', 'bundler'],
])('has types for module %s and moduleResolution %s', (module, resolution) => {
  const use = `
    import { ChatError, createChatClient, type Room } from 'edge-chatrooms/client'
    import { signToken } from 'edge-chatrooms/server'
    const secret = 'a secret of a back end, 32 bytes or more'
    const token = () => signToken({ secret, sub: 1, brands: [3], scope: 'chat:self' })
    const room: Room = await createChatClient({ baseUrl: '', token, brand: 3 }).rooms.open([1, 2])
    export const sent: Promise<{ content: string | null }> = room.send('Hello')
    export const error: Error = new ChatError(404, 'Not Found.')
    // @ts-expect-error a text
    await room.send(1)
  `
  writeFileSync(join(home, 'resolve.ts'), use)
  const options = ['--target', 'es2022', '--moduleResolution', resolution, ...nodeTypes]
  expect(compile([...options, 'resolve.ts'], module)).toBe('')
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
