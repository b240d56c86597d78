// What is served beside the Worker, and that the samples in it succeed on the demo data of `npm run dev`.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import openApiDocument from '../../docs/openapi.json' with { type: 'json' }
import packageJson from '../../package.json' with { type: 'json' }
import { operations, sampleOf, samplesToken } from './samples.ts'
import { useServer } from './server.ts'

const server = useServer()

const headersOf = async (path: string): Promise<Record<string, string>> => {
  const response = await fetch(server.url + path)
  expect(response.status).toBe(200)
  await response.arrayBuffer()
  return Object.fromEntries(response.headers)
}

describe('what is served beside the Worker', () => {
  const folder = join(import.meta.dirname, '..', '..', 'public', 'assets')
  const ASSETS = readdirSync(folder).map((name) => `/assets/${name}`)
  const PATHS = ['/', '/docs', '/inbox', '/openapi.json', ...ASSETS]

  it.each(PATHS)('has the secure headers of the Worker itself: %s', async (path) => {
    const own = await headersOf('/health')
    // What is of this answer or of its way, and not of what it is about.
    const others =
      /^(?:access-control-|content-(?:type|length|encoding)$|transfer-encoding$|vary$|cache-control$|x-request-id$|cf-|date$)/
    for (const name of Object.keys(own)) if (others.test(name)) delete own[name]
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

  it.each(ASSETS)('has a name of its content, and may be kept for ever: %s', async (path) => {
    expect(path).toMatch(/\.[\da-f]{10}\.\w+$/)
    const { 'cache-control': caching } = await headersOf(path)
    expect(caching).toBe('public, max-age=31536000, immutable')
  })

  it('is an inbox of at most 35 KiB with gzip, script and styles together', () => {
    const files = ASSETS.filter((path) => /\/inbox\.\w+\.(?:js|css)$/.test(path))
    expect(files).toHaveLength(2)
    const sizes = files.map((path) => {
      const content = readFileSync(join(folder, path.slice('/assets/'.length)))
      return gzipSync(content, { level: 9 }).byteLength
    })
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(35 * 1024)
  })

  it('is the OpenAPI document, without a token and for every origin', async () => {
    const response = await fetch(`${server.url}/openapi.json`)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(await response.json()).toStrictEqual(openApiDocument)
  })

  it('is a home page with the version, and the reference', async () => {
    const page = async (path: string) => (await fetch(server.url + path)).text()
    expect(await page('/')).toContain(`<span id="version">${packageJson.version}</span>`)
    expect(await page('/')).not.toContain('{{')
    expect(await page('/docs')).toContain('id="reference"')
  })

  it('leaves every other path to the Worker', async () => {
    const ask = async (path: string) => {
      const response = await fetch(server.url + path)
      return { status: response.status, body: await response.text() }
    }
    for (const path of ['/nothing', '/_headers', '/assets/', '/assets/nothing.js']) {
      expect(await ask(path)).toStrictEqual({ status: 404, body: '{"message":"Not Found."}' })
    }
  })
})

describe.each(['the first time', 'a second time'])('a curl sample, pasted %s', () => {
  it.each(operations)('succeeds: %s', async (_, operation) => {
    const command = `${sampleOf(operation, 'curl', server.url)} -sS -w '\n%{http_code}'`
    const printed = execFileSync('bash', ['-c', command], {
      encoding: 'utf8',
      env: { ...process.env, ACCESS_TOKEN: await samplesToken() },
      timeout: 30_000,
    })
    expect(printed).toMatch(/\n2\d\d$/)
    expect(Object.keys(operation.responses)).toContain(printed.slice(-3))
  })
})
