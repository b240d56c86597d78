// The home page and the reference as a person meets them, in a real browser.
// KEEP_SCREENSHOT=1 npm run test:browser writes docs/reference-page.png anew.
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { DEFAULT_TOKEN, signToken } from '../../scripts/sign-token.ts'
import { cleanUp, devWithoutTables } from '../commands/dev-server.ts'
import { freePort } from '../scripts/free-port.ts'
import { connect, openPage } from './chromium.ts'

const SCREENSHOT = join(import.meta.dirname, '..', '..', 'docs', 'reference-page.png')

const isScreenshotKept = process.env['KEEP_SCREENSHOT'] !== undefined

let browser: Browser | undefined
const url = inject('url')

const open = async (origin: string) => {
  if (browser === undefined) throw new Error('The browser has not started.')
  return openPage(browser, origin)
}

beforeAll(async () => {
  browser = await connect()
})

afterAll(async () => {
  await browser?.close()
  await cleanUp()
})

it('shows on the home page what this is and how it looks, that it is well and its version, and leads to the inbox and the reference', async () => {
  const { page, problems } = await open(url)
  await page.goto(url)
  await page.getByRole('heading', { name: 'edge-chatrooms' }).waitFor()
  await page.getByText(packageJson.description).waitFor()
  await page.getByText('The service and its database answer.').waitFor()
  await page.getByText(packageJson.version, { exact: true }).waitFor()
  const picture = page.getByRole('img', { name: /^The inbox of an ambassador/ })
  await expect
    .poll(() => picture.evaluate((image) => Reflect.get(image, 'naturalWidth')))
    .toBeGreaterThan(1000)
  await page.getByRole('link', { name: 'Try the inbox' }).click()
  await page.getByRole('textbox', { name: /^(Jeton d’accès|Access token)$/ }).waitFor()
  await page.goBack()
  await page.getByRole('link', { name: 'Read the reference' }).click()
  await page.getByRole('heading', { name: 'Tokens', exact: true }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/docs')
  expect(problems).toStrictEqual([])
})

it('says on the home page what to do when the service is not well', async () => {
  const port = await freePort()
  await devWithoutTables(port)
  const { page } = await open(`http://localhost:${port}`)
  await page.goto(`http://localhost:${port}`)
  const health = page.locator('#health[data-state=ill]')
  expect(await health.textContent()).toBe(
    'The database is not migrated. Run npm run db:migrate, for a deployment npm run db:migrate -- --remote --env <environment>.',
  )
})

it('opens a chatroom from the reference with a pasted token, keeps no token and asks no other origin for anything', async () => {
  const { page, problems } = await open(url)
  await page.goto(`${url}/docs`)
  await page.getByRole('link', { name: /^Create a chatroom/ }).click()
  const operation = page.getByRole('region', { name: 'Create a chatroom' })
  await operation.getByText(`curl -X POST '${url}/api/v2/chat/chatrooms'`).waitFor()
  if (isScreenshotKept) {
    await page.waitForTimeout(1000)
    await page.screenshot({ path: SCREENSHOT })
  }

  await operation.getByRole('button', { name: /^Test Request/ }).click()
  const dialog = page.getByRole('dialog')
  const token = await signToken(inject('secret'), DEFAULT_TOKEN)
  await dialog.getByPlaceholder('Token').fill(token)
  const [answer] = await Promise.all([
    page.waitForResponse(`${url}/api/v2/chat/chatrooms`),
    dialog.getByRole('button', { name: /^Send post request/ }).click(),
  ])
  // Another test may have opened the room before.
  expect([200, 201]).toContain(answer.status())
  await dialog
    .getByText(answer.status() === 201 ? '201 Created' : '200 OK')
    .first()
    .waitFor()
  const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')
  expect(kept).not.toContain(token)
  expect(await page.evaluate('indexedDB.databases()')).toStrictEqual([])
  expect(problems).toStrictEqual([])
})

it('hides no status of an operation, 1280 pixels wide', async () => {
  const { page } = await open(url)
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${url}/docs`)
  await page.getByRole('link', { name: /^Create a chatroom/ }).click()
  const operation = page.getByRole('region', { name: 'Create a chatroom' })
  const tabs = operation.getByRole('tab', { name: /^Status:/ })
  await tabs.first().waitFor()
  // In the page: what is at the middle of a tab is the tab.
  const isSeen = `(tab) => {
    const { left, top, width, height } = tab.getBoundingClientRect()
    return tab.contains(document.elementFromPoint(left + width / 2, top + height / 2))
  }`
  const seen = await Promise.all((await tabs.all()).map((tab) => tab.evaluate(isSeen)))
  expect(seen.length).toBeGreaterThan(8)
  expect(seen).not.toContain(false)
})

it('has the guides in front of the operations, and finds them', async () => {
  const { page, problems } = await open(url)
  await page.goto(`${url}/docs`)
  const guides = ['Start', 'Words', 'Tokens', 'Lists', 'Idempotency keys', 'Errors', 'Realtime']
  for (const guide of [...guides, 'Webhooks']) {
    await page.getByRole('heading', { name: guide, exact: true, level: 1 }).first().waitFor()
  }
  await page.keyboard.press('Control+k')
  for (const word of ['webhook', 'realtime', 'idempotency']) {
    await page.getByRole('combobox', { name: 'Enter search query' }).fill(word)
    await page
      .getByRole('option', { name: new RegExp(word, 'i') })
      .first()
      .waitFor()
  }
  expect(problems).toStrictEqual([])
})
