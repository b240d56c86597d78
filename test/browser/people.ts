// People of the demo brand with an inbox of their own, each in a browser context of its own.
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import { signToken } from '../../scripts/sign-token.ts'
import { watch } from './chromium.ts'

export const tokenOf = (
  sub: number | string,
  scope = 'chat:self',
  ttl = 3600,
  brand = 3,
): Promise<string> => signToken(inject('secret'), { brands: [brand], scope, sub: String(sub), ttl })

export interface Visitor {
  readonly page: Page
  /** What went wrong on the page so far. */
  readonly problems: string[]
}

export const inboxUrl = (token: string, peer?: number): string =>
  `${inject('url')}/inbox#token=${token}${peer === undefined ? '' : `&with=${peer}`}`

/** Opens a page in a context that is closed at the end of the test. */
export const visit = async (
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> => {
  const viewport = { width: 1280, height: 820 }
  const context = await browser.newContext({ locale: 'fr-FR', viewport, ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const problems = await watch(page, inject('url'))
  await page.goto(url)
  return { page, problems }
}

/** Where one writes. */
export const field = (page: Page): Locator =>
  page.getByRole('textbox', { name: /^(Écrire à|Write to)/ })

export const say = async (page: Page, text: string): Promise<void> => {
  await field(page).fill(text)
  await field(page).press('Enter')
}

/** What the open room shows, from the top. */
export const shown = (page: Page): Promise<string[]> =>
  page.locator('.bubble .said').allTextContents()

/** Calls the API as `sub`, beside the browser. */
export const call = async (
  method: string,
  path: string,
  body?: unknown,
  sub: number | string = 'test',
  scope = 'chat:brand',
  brand = 3,
): Promise<{ status: number; body: never }> => {
  const answer = await fetch(`${inject('url')}/api/v2${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${await tokenOf(sub, scope, 60, brand)}`,
      'Content-Type': 'application/json',
      'X-Popsell-Brand': String(brand),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as never }
}

/** Makes two people of the test's own, so that no other test has written to them. */
export const newPair = async (
  names: readonly [string, string] = ['Alice Moreau', 'Bruno Keller'],
): Promise<readonly [number, number]> => {
  nextId += 2
  const ids = [nextId, nextId + 1] as const
  const people = ids.map((id_ambassador, index) => {
    const [firstname, lastname] = names[index]?.split(' ') ?? []
    return { id_ambassador, firstname, lastname, status: index === 0 ? 3 : 7 }
  })
  await call('PUT', '/manager/ambassadors', people, 'test', 'manager')
  return ids
}

/** Test files run in processes of their own. */
let nextId = 1000 + (process.pid % 100_000) * 1000
