// What goes wrong once, comes late or comes twice does not stay wrong.
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { connect } from './chromium.ts'
import { call, field, inboxUrl, newPair, say, shown, tokenOf, visit } from './people.ts'

/** More than the list loads at once. */
const CROWD = 45
const ROOMS = /\/chat\/ambassadors\/\d+\/chatrooms\?/
const MESSAGES = /\/chatrooms\/\d+\/messages\?/

let browser: Browser

beforeAll(async () => {
  browser = await connect()
})

afterAll(() => browser.close())

const send = (method: string, path: string, body?: unknown, brand = 3) =>
  call(method, path, body, 'test', 'chat:brand manager', brand)

const openRoom = async (one: number, other: number, brand?: number): Promise<number> => {
  const pair = { ids_ambassadors: [one, other], source: 0 }
  const { body } = await send('POST', '/chat/chatrooms', pair, brand)
  return (body as { id_chatroom: number }).id_chatroom
}

const post = (room: number, author: number, content: string, brand?: number) => {
  const message = { id_ambassador: author, type_message: 0, content }
  return send('POST', `/chat/chatrooms/${room}/messages`, message, brand)
}

/**
 * A brand of its own, in which ambassador 1 has more rooms than are loaded at once. That with 2 is the oldest.
 */
const newCrowd = async (brand: number): Promise<{ token: string; rooms: number[] }> => {
  const people = Array.from({ length: CROWD + 1 }, (_, index) => index + 1)
  const records = people.map((id) => ({ id_ambassador: id, firstname: `Nom${id}`, status: 3 }))
  await send('PUT', '/manager/ambassadors', records, brand)
  const rooms: number[] = []
  for (const other of people.slice(1)) rooms.push(await openRoom(1, other, brand))
  return { token: await tokenOf(1, 'chat:self', 3600, brand), rooms }
}

const unreadOf = async (one: number, brand?: number): Promise<number> => {
  const path = `/chat/ambassadors/${one}/chatrooms?filter[unread]=true`
  const { body } = await send('GET', path, undefined, brand)
  return (body as { data: unknown[] }).data.length
}

/** A page of the service that `prepare` sees before it becomes an inbox. */
const prepared = async (prepare: (page: Page) => Promise<unknown>, link: string) => {
  const visitor = await visit(browser, inject('url'))
  await prepare(visitor.page)
  await visitor.page.goto(link)
  return visitor
}

const refuse = (route: Route) =>
  route.fulfill({ status: 500, json: { message: 'Internal Server Error.' } })

/** Requests that wait until they are let go. */
const held = async (page: Page, url: RegExp) => {
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: asked, resolve: note } = Promise.withResolvers<void>()
  await page.route(
    url,
    async (route) => {
      note()
      await gate
      await route.continue()
    },
    { times: 1 },
  )
  return { asked, letGo }
}

it('shows the rooms after all when the first answer was an error', async () => {
  const [one, other] = await newPair()
  await post(await openRoom(one, other), other, 'Bonjour')
  const { page } = await prepared(
    (unready) => unready.route(ROOMS, refuse, { times: 1 }),
    inboxUrl(await tokenOf(one)),
  )
  await expect.poll(() => page.locator('.rooms').getByText('Bonjour').isVisible()).toBe(true)
})

it('asks once for more rooms when that is refused, and again when one scrolls', async () => {
  const { token } = await newCrowd(31)
  let asked = 0
  const { page } = await prepared(
    (unready) =>
      unready.route(/chatrooms\?.*cursor=\w/, (route) => {
        asked += 1
        return asked === 1 ? refuse(route) : route.continue()
      }),
    inboxUrl(token),
  )
  const rows = page.locator('.rooms li:not(.list-end)')
  await expect.poll(() => rows.count()).toBe(40)
  const scroll = (where: 'start' | 'end') =>
    rows.nth(where === 'start' ? 0 : 39).evaluate((row) => row.scrollIntoView())
  await scroll('end')
  await expect.poll(() => asked).toBe(1)
  await page.waitForTimeout(1000)
  expect(asked).toBe(1)
  await scroll('start')
  await page.waitForTimeout(300)
  await scroll('end')
  await expect.poll(() => rows.count()).toBe(CROWD)
})

it('has read what was unread in a room that the list has not loaded', async () => {
  const { token, rooms } = await newCrowd(32)
  const [oldest = 0, ...others] = rooms
  const texts = ['un', 'deux', 'trois']
  for (const text of texts) await post(oldest, 2, text, 32)
  // Behind the others again.
  for (const room of others) await post(room, 1, 'Bonjour', 32)
  expect(await unreadOf(1, 32)).toBe(1)
  const { page } = await visit(browser, inboxUrl(token, 2))
  await expect.poll(() => shown(page)).toStrictEqual(texts)
  await expect.poll(() => unreadOf(1, 32)).toBe(0)
})

it('says later what has been read when that did not get through', async () => {
  const [one, other] = await newPair()
  await post(await openRoom(one, other), other, 'Bonjour')
  const { page } = await prepared(
    (unready) => unready.route(/\/read$/, refuse, { times: 1 }),
    inboxUrl(await tokenOf(one), other),
  )
  await expect.poll(() => shown(page)).toStrictEqual(['Bonjour'])
  await expect.poll(() => unreadOf(one)).toBe(0)
})

it('shows no hole when older messages come after the room was opened anew', async () => {
  const [one, other] = await newPair()
  const room = await openRoom(one, other)
  // So high that a page of them fills the window.
  const high = (count: number) => `${count}${'\n|'.repeat(8)}`
  for (let count = 1; count <= 170; count += 1) await post(room, one, high(count))
  const { page } = await visit(browser, inboxUrl(await tokenOf(one), other))
  const numbers = async () => (await shown(page)).map((text) => Number.parseInt(text, 10))
  const reaches = async (first: number) => {
    await expect.poll(async () => (await numbers())[0]).toBe(first)
  }
  const scrollUp = () => page.locator('.messages').evaluate((box) => box.scrollTo(0, 0))
  await reaches(121)
  await scrollUp()
  await reaches(71)
  const { asked, letGo } = await held(page, MESSAGES)
  await scrollUp()
  await asked
  const late = page.waitForResponse(/cursor=\w/)
  await page.evaluate("location.hash = '/'")
  await page.locator('.no-room').waitFor()
  await page.evaluate(`location.hash = '/${room}'`)
  await reaches(121)
  letGo()
  await late
  await say(page, '171')
  await expect.poll(async () => (await numbers()).at(-1)).toBe(171)
  const all = await numbers()
  expect(all).toStrictEqual(all.map((_, index) => 171 - all.length + 1 + index))
})

it('shows the room that was opened last, also when an earlier one comes later', async () => {
  const { token, rooms } = await newCrowd(33)
  const { page } = await visit(browser, inboxUrl(token))
  await page
    .locator('.rooms')
    .getByText(`Nom${CROWD + 1}`)
    .waitFor()
  const oldest = new RegExp(`/chat/chatrooms/${rooms[0]}$`)
  const { asked, letGo } = await held(page, oldest)
  await page.evaluate(`location.hash = '/${rooms[0]}'`)
  await asked
  await page.evaluate(`location.hash = '/${rooms.at(-1)}'`)
  await field(page).waitFor()
  const learned = page.waitForResponse(oldest)
  letGo()
  await learned
  await say(page, 'ici')
  await expect.poll(() => shown(page)).toStrictEqual(['ici'])
})

it('becomes the inbox of a token that the app puts into the address of an open one', async () => {
  const [one, other] = await newPair()
  const { page } = await visit(browser, inboxUrl(await tokenOf(one)))
  await page.getByRole('heading', { name: 'Alice Moreau' }).waitFor()
  await page.evaluate(`location.hash = 'token=${await tokenOf(other)}'`)
  await page.getByRole('heading', { name: 'Bruno Keller' }).waitFor()
  expect(page.url()).not.toContain('token')
})

it('leaves nothing of whom was signed in to who signs in next', async () => {
  const [one, other] = await newPair()
  const { page } = await visit(browser, inboxUrl(await tokenOf(one), other))
  await field(page).fill('Entre nous')
  const [, room] = /#\/(\d+)$/.exec(page.url()) ?? []
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') asked.push(request.url())
  })
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.getByRole('textbox', { name: 'Jeton d’accès' }).fill(await tokenOf(other))
  await page.getByRole('button', { name: 'Ouvrir' }).click()
  await page.getByRole('heading', { name: 'Bruno Keller' }).waitFor()
  await page.evaluate(`location.hash = '/${room}'`)
  await field(page).waitFor()
  expect(await field(page).inputValue()).toBe('')
  expect(asked.filter((url) => url.endsWith('/chatrooms'))).toStrictEqual([])
})
