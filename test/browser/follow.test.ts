// The client's follow in a real browser, on a page of the project with the security policy that it has.
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { signToken } from '../../scripts/sign-token.ts'
import { connect, openPage } from './chromium.ts'

const url: string = inject('url')
const BRAND = 4

let browser: Browser

const tokenOf = (sub: string, scope: string) =>
  signToken(inject('secret'), { brands: [BRAND], scope, sub, ttl: 3600 })

const call = async (path: string, body: object) => {
  const answer = await fetch(`${url}/api/v2/chat/${path}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${await tokenOf('test', 'chat:brand')}`,
      'Content-Type': 'application/json',
      'X-Popsell-Brand': String(BRAND),
    },
    body: JSON.stringify(body),
  })
  return answer.json()
}

let room = 0

beforeAll(async () => {
  browser = await connect()
  const pair = { ids_ambassadors: [101, 102], source: 0 }
  room = ((await call('chatrooms', pair)) as { id_chatroom: number }).id_chatroom
})

afterAll(() => browser.close())

const say = async (...contents: readonly string[]) => {
  for (const content of contents) {
    await call(`chatrooms/${room}/messages`, { id_ambassador: 101, type_message: 0, content })
  }
}

/** Run in the page. */
const FOLLOW = (token: string) => `
  void import('/assets/client.js').then(async ({ createChatClient }) => {
    const chat = createChatClient({ baseUrl: '', token: '${token}', brand: ${BRAND} })
    window.heard = []
    window.statuses = []
    const onStatus = (status) => window.statuses.push(status)
    for await (const event of chat.follow({ onStatus })) {
      if (event.type === 'reset') window.heard.push('reset')
      if (event.type === 'message.created') window.heard.push(event.data.content)
    }
  })`

/** A page of the project that follows; `prepare` sees it before. */
const follow = async (prepare: (page: Page) => Promise<void> = async () => {}) => {
  const client = await build({
    entryPoints: ['client/index.ts'],
    bundle: true,
    format: 'esm',
    write: false,
  })
  const { page, problems } = await openPage(browser, url)
  await page.route('**/assets/client.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: client.outputFiles[0]?.text ?? '' }),
  )
  await prepare(page)
  await page.goto(url)
  await page.getByText('The service and its database answer.').waitFor()
  await page.evaluate(FOLLOW(await tokenOf('102', 'chat:self')))
  return { page, problems }
}

const heard = (page: Page) => page.evaluate<string[]>('window.heard ?? []')
const status = (page: Page) => page.evaluate<string>('window.statuses?.at(-1)')

const becomes = async (page: Page, wanted: string) => {
  await expect.poll(() => status(page), { timeout: 40_000 }).toBe(wanted)
}

const hears = async (page: Page, count: number) => {
  await expect.poll(async () => (await heard(page)).length, { timeout: 40_000 }).toBe(count)
}

it('connects under the security policy of the project, and is told what happens', async () => {
  const { page, problems } = await follow()
  await becomes(page, 'live')
  await say('one', 'two')
  await hears(page, 3)
  expect(await heard(page)).toStrictEqual(['reset', 'one', 'two'])
  expect(problems).toStrictEqual([])
  await page.close()
})

it('goes offline and comes back, and hears what was said meanwhile once', async () => {
  const { page } = await follow()
  await becomes(page, 'live')
  await say('before')
  await hears(page, 2)
  await page.context().setOffline(true)
  await becomes(page, 'offline')
  await say('1', '2', '3', '4', '5')
  expect(await heard(page)).toStrictEqual(['reset', 'before'])
  await page.context().setOffline(false)
  await becomes(page, 'live')
  await say('after')
  await hears(page, 8)
  expect(await heard(page)).toStrictEqual(['reset', 'before', '1', '2', '3', '4', '5', 'after'])
  await page.close()
})

it('is hidden, frozen and shown again, and hears what was said meanwhile once', async () => {
  const { page } = await follow()
  await becomes(page, 'live')
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
  await say('1', '2', '3')
  await session.send('Page.setWebLifecycleState', { state: 'active' })
  await becomes(page, 'live')
  await say('4')
  await hears(page, 5)
  expect(await heard(page)).toStrictEqual(['reset', '1', '2', '3', '4'])
  await page.close()
})

it('pulls where sockets do not get through', async () => {
  const { page } = await follow((unready) =>
    unready.routeWebSocket(/socket/, (socket) => socket.close()),
  )
  await becomes(page, 'pulling')
  await say('one', 'two')
  await hears(page, 3)
  expect(await heard(page)).toStrictEqual(['reset', 'one', 'two'])
  await page.close()
})
