// A page in Debian's Chromium that takes note of everything that should not happen on it.
import { spawnSync } from 'node:child_process'
import { type Browser, type BrowserServer, chromium, type Page } from 'playwright-core'
import { inject } from 'vitest'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const REPORT_VIOLATIONS = `addEventListener('securitypolicyviolation', (event) =>
  console.error('violates', event.violatedDirective, event.blockedURI, event.sourceFile))`

/** Starts the `chromium` of the PATH for all tests, or says how to install it. */
export const launch = (): Promise<BrowserServer> => {
  const { stdout } = spawnSync('bash', ['-c', 'command -v chromium'], { encoding: 'utf8' })
  const executablePath = stdout.trim()
  if (executablePath === '') {
    throw new Error('There is no chromium in the PATH. On Debian: apt-get install -y chromium')
  }
  return chromium.launchServer({ executablePath, args: FLAGS })
}

/** The browser of all tests, from a test. */
export const connect = (): Promise<Browser> => chromium.connect(inject('browser'))

/** Takes note of what goes wrong on a page: errors, broken security policies, requests to anywhere but `origin`. */
export const watch = async (page: Page, origin: string): Promise<string[]> => {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('requestfailed', (request) => {
    // A page that is left asks for nothing any more.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      problems.push(`failed: ${request.url()}`)
  })
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(origin).host)
      problems.push(`socket: ${socket.url()}`)
  })
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    if (protocol !== 'data:' && asked !== origin) problems.push(`foreign: ${request.url()}`)
  })
  await page.addInitScript(REPORT_VIOLATIONS)
  return problems
}

/** A new page, and what went wrong on it so far. */
export const openPage = async (
  browser: Browser,
  origin: string,
): Promise<{ page: Page; problems: string[] }> => {
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 } })
  page.setDefaultTimeout(30_000)
  return { page, problems: await watch(page, origin) }
}
