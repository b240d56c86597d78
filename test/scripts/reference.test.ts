// What is served beside the Worker, and that the samples in it succeed on the demo data of `npm run dev`.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import openApiDocument from '../../docs/openapi.json' with { type: 'json' }
import packageJson from '../../package.json' with { type: 'json' }
import { localSecret } from '../../scripts/local.ts'
import { DEFAULT_TOKEN, signToken } from '../../scripts/sign-token.ts'
import { cleanUp, dev } from './dev-server.ts'
import { freePort } from './free-port.ts'

const root = join(import.meta.dirname, '..', '..')

interface Operation {
  readonly responses: object
  readonly 'x-codeSamples': readonly { label: string; source: string }[]
}

const operations = Object.entries(openApiDocument.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
  ),
)

let url = ''

beforeAll(async () => {
  const port = await freePort()
  await dev(port)
  url = `http://localhost:${port}`
}, 120_000)

afterAll(cleanUp)

const headersOf = async (path: string): Promise<Record<string, string>> => {
  const response = await fetch(url + path)
  expect(response.status).toBe(200)
  await response.arrayBuffer()
  return Object.fromEntries(response.headers)
}

describe('what is served beside the Worker', () => {
  const PATHS = ['/', '/docs', '/openapi.json', '/assets/scalar.js', '/assets/docs.js']

  it.each(PATHS)('has the secure headers of the Worker itself: %s', async (path) => {
    const { 'content-type': _, 'content-length': __, ...own } = await headersOf('/health')
    for (const name of Object.keys(own)) {
      if (/^(?:access-control-|vary$|cache-control$|x-request-id$|cf-|date$)/.test(name))
        delete own[name]
    }
    expect(Object.keys(own)).toContain('x-content-type-options')
    expect(await headersOf(path)).toMatchObject(own)
  })

  it.each(PATHS)(
    'may load scripts, and send requests, from and to this origin alone: %s',
    async (path) => {
      const { 'content-security-policy': policy = '' } = await headersOf(path)
      const directives = Object.fromEntries(
        policy.split('; ').map((directive) => {
          const [name = '', ...sources] = directive.split(' ')
          return [name, sources.join(' ')]
        }),
      )
      expect(directives).toStrictEqual({
        'default-src': "'none'",
        'script-src': "'self'",
        'connect-src': "'self'",
        'style-src': path === '/docs' ? "'self' 'unsafe-inline'" : "'self'",
        'img-src': path === '/docs' ? "'self' data:" : "'self'",
        'base-uri': "'none'",
        'form-action': "'none'",
        'frame-ancestors': "'none'",
      })
    },
  )

  it('is the OpenAPI document, without a token and for every origin', async () => {
    const response = await fetch(`${url}/openapi.json`)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(await response.json()).toStrictEqual(openApiDocument)
  })

  it('is a home page with the version, and the reference', async () => {
    const page = async (path: string) => (await fetch(url + path)).text()
    expect(await page('/')).toContain(`<dd>${packageJson.version}</dd>`)
    expect(await page('/')).not.toContain('{{')
    expect(await page('/docs')).toContain('id="reference"')
  })

  it('leaves every other path to the Worker', async () => {
    const ask = async (path: string) => {
      const response = await fetch(url + path)
      return { status: response.status, body: await response.text() }
    }
    for (const path of ['/nothing', '/_headers', '/assets/', '/assets/nothing.js']) {
      expect(await ask(path)).toStrictEqual({ status: 404, body: '{"message":"Not Found."}' })
    }
  })
})

describe.each(['the first time', 'a second time'])('a curl sample, pasted %s', () => {
  it.each(operations)('succeeds: %s', async (_, operation) => {
    const token = await signToken(localSecret(), { ...DEFAULT_TOKEN, scope: 'chat:brand manager' })
    const sample = operation['x-codeSamples'].find(({ label }) => label === 'curl')
    const command = `${sample?.source.replace('http://localhost:8787', url)} -sS -w '\n%{http_code}'`
    const printed = execFileSync('bash', ['-c', command], {
      encoding: 'utf8',
      env: { ...process.env, ACCESS_TOKEN: token },
      timeout: 30_000,
    })
    expect(printed).toMatch(/\n2\d\d$/)
    expect(Object.keys(operation.responses)).toContain(printed.slice(-3))
  })
})

describe('the TypeScript samples', () => {
  // Inside of the package, so that `edge-chatrooms/client` is the package itself.
  const folder = join(root, 'dist', 'samples')
  const run = (command: string, ...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ACCESS_TOKEN: token },
    })
    return status === 0 ? stdout : `${stdout}${stderr}`
  }
  let token = ''

  beforeAll(async () => {
    token = await signToken(localSecret(), { ...DEFAULT_TOKEN, scope: 'chat:brand manager' })
    run('npm', 'run', '-s', 'build:client')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    for (const [index, [name, operation]] of operations.entries()) {
      const sample = operation['x-codeSamples'].find(({ label }) => label === 'TypeScript')
      const source = sample?.source.replace('http://localhost:8787', url) ?? 'nothing'
      const check = `console.log(data === undefined ? JSON.stringify(error) : '${name}')`
      writeFileSync(join(folder, `${100 + index}.ts`), `${source}\n${check}\n`)
    }
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('fit the types of the client', () => {
    const strict =
      '--ignoreConfig --noEmit --strict --module nodenext --target es2024 --types node --skipLibCheck'
    const files = readdirSync(folder).map((file) => join(folder, file))
    expect(run('npm', 'run', '-s', 'tsc', '--', ...strict.split(' '), ...files)).toBe('')
  })

  it('succeed one after the other', () => {
    const load = `for (const file of ${JSON.stringify(readdirSync(folder).toSorted())}) await import('${folder}/' + file)`
    const names = operations.map(([name]) => `${name}\n`).join('')
    expect(run(process.execPath, '--input-type=module', '--eval', load)).toBe(names)
  })
})
