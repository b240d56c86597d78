// One server with the demo data and one browser for all tests of the pages.
import type { TestProject } from 'vitest/node'
import { processIo } from '../../scripts/io.ts'
import { localSecret } from '../../scripts/local.ts'
import { cleanUp, dev } from '../commands/dev-server.ts'
import { freePort } from '../scripts/free-port.ts'
import { launch } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server answers. */
    url: string
    /** Where the browser listens. */
    browser: string
    /** What tokens are signed with. */
    secret: string
    /** What `npm run dev` has printed. */
    printed: string
  }
}

export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  // Without wrangler's own store of traces, which takes a quarter of workerd's time.
  process.env['X_LOCAL_OBSERVABILITY'] = 'false'
  const browser = await launch()
  // The screenshot of the reference shows the address that everybody has.
  const port = process.env['KEEP_SCREENSHOT'] === undefined ? await freePort() : 8787
  provide('printed', await dev(port))
  provide('url', `http://localhost:${port}`)
  provide('browser', browser.wsEndpoint())
  provide('secret', localSecret(processIo.root))
  return async () => {
    await browser.close()
    await cleanUp()
  }
}
