// A page in Debian's Chromium that takes note of everything that should not happen on it.
import { spawnSync } from 'node:child_process'
import { type Browser, chromium, type Page } from 'playwright-core'

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

/** Starts the `chromium` of the PATH, or says how to install it. */
export const launch = (): Promise<Browser> => {
  const { stdout } = spawnSync('bash', ['-c', 'command -v chromium'], { encoding: 'utf8' })
  const executablePath = stdout.trim()
  if (executablePath === '') {
    throw new Error('There is no chromium in the PATH. On Debian: apt-get install -y chromium')
  }
  return chromium.launch({ executablePath, args: FLAGS })
}

/** A new page, and what went wrong on it so far: errors, broken security policies, requests to anywhere but `origin`. */
export const openPage = async (
  browser: Browser,
  origin: string,
): Promise<{ page: Page; problems: string[] }> => {
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 } })
  page.setDefaultTimeout(30_000)
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`))
  page.on('websocket', (socket) => problems.push(`socket: ${socket.url()}`))
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url())
    if (protocol !== 'data:' && asked !== origin) problems.push(`foreign: ${request.url()}`)
  })
  await page.addInitScript(REPORT_VIOLATIONS)
  return { page, problems }
}
