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

const openRoom = async (one: number, other: number): Promise<number> => {
  const { body } = await call('POST', '/chat/chatrooms', {
    ids_ambassadors: [one, other],
    source: 0,
  })
  return (body as { id_chatroom: number }).id_chatroom
}

const post = (room: number, author: number, content: string) =>
  call('POST', `/chat/chatrooms/${room}/messages`, {
    id_ambassador: author,
    type_message: 0,
    content,
  })

/** Somebody with more rooms than are loaded at once, the oldest first; in that one the other has written three messages. */
const newCrowd = async () => {
  const [one] = await newPair()
  const others = Array.from({ length: CROWD }, (_, index) => one + 500 + index)
  const people = others.map((id) => ({
    id_ambassador: id,
    firstname: `Nom${id - one}`,
    status: 7,
  }))
  await call('PUT', '/manager/ambassadors', people, 'test', 'manager')
  const rooms: number[] = []
  for (const other of others) {
    const room = await openRoom(one, other)
    if (rooms.length === 0)
      for (const text of ['un', 'deux', 'trois']) await post(room, other, text)
    rooms.push(room)
  }
  return { one, oldest: others[0], rooms }
}

const unreadOf = async (one: number): Promise<number> => {
  const { body } = await call('GET', `/chat/ambassadors/${one}/chatrooms?filter[unread]=true`)
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
  const { one } = await newCrowd()
  let asked = 0
  const { page } = await prepared(
    (unready) =>
      unready.route(/chatrooms\?.*cursor=\w/, (route) => {
        asked += 1
        return asked === 1 ? refuse(route) : route.continue()
      }),
    inboxUrl(await tokenOf(one)),
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
  const { one, oldest } = await newCrowd()
  expect(await unreadOf(one)).toBe(1)
  const { page } = await visit(browser, inboxUrl(await tokenOf(one), oldest))
  await expect.poll(() => shown(page)).toStrictEqual(['un', 'deux', 'trois'])
  await expect.poll(() => unreadOf(one)).toBe(0)
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
  for (let count = 1; count <= 170; count += 1) await post(room, other, String(count))
  const { page } = await visit(browser, inboxUrl(await tokenOf(one), other))
  const first = page.locator('.bubble .said').first()
  const scrollTo = async (text: string) => {
    await expect.poll(() => first.textContent()).toBe(text)
    await first.scrollIntoViewIfNeeded()
  }
  await scrollTo('121')
  await expect.poll(() => first.textContent()).toBe('71')
  const { asked, letGo } = await held(page, MESSAGES)
  await scrollTo('71')
  await asked
  const late = page.waitForResponse(MESSAGES)
  await page.evaluate("location.hash = '/'")
  await page.evaluate(`location.hash = '/${room}'`)
  await expect.poll(() => first.textContent()).toBe('121')
  letGo()
  await late
  await say(page, '171')
  await expect.poll(async () => (await shown(page)).at(-1)).toBe('171')
  const numbers = (await shown(page)).map(Number)
  expect(numbers).toStrictEqual(numbers.map((_, index) => 171 - numbers.length + 1 + index))
})

it('shows the room that was opened last, also when an earlier one comes later', async () => {
  const { one, rooms } = await newCrowd()
  const newest = rooms.at(-1) as number
  const { page } = await visit(browser, inboxUrl(await tokenOf(one)))
  await page
    .locator('.rooms')
    .getByText(`Nom${500 + CROWD - 1}`)
    .waitFor()
  const { asked, letGo } = await held(page, new RegExp(`/chat/chatrooms/${rooms[0]}$`))
  const late = page.waitForResponse(MESSAGES)
  await page.evaluate(`location.hash = '/${rooms[0]}'`)
  await asked
  await page.evaluate(`location.hash = '/${newest}'`)
  await late
  await field(page).waitFor()
  const learned = page.waitForResponse(new RegExp(`/chat/chatrooms/${rooms[0]}$`))
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
