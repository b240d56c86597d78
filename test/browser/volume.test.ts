// An inbox with 10,000 rooms, and a room with 100,000 messages. MEASURE=1 prints the figures and keeps a picture.
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signToken } from '../../scripts/sign-token.ts'
import { createLocalServer, type Server } from '../crash/server.ts'
import { connect } from './chromium.ts'
import { visit } from './people.ts'

const ROOMS = 10_000
const MESSAGES = 100_000
/** More than one answer looks through. */
const PEOPLE = 12_000
/** Every second of them is to do, the others are done. */
const FLAGGED = 230
const isMeasured = process.env['MEASURE'] !== undefined

/** How many messages are scrolled back: more than the page keeps. */
const BACK = isMeasured ? 2000 : 600

let browser: Browser
let server: Server

/** Ambassador 1 has a room with everybody from 2 on; that with 2 is the newest and has all the messages. */
const fill = (file: string): void => {
  const database = new DatabaseSync(file)
  const count = (last: number) =>
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${last})`
  const start = Date.now() - MESSAGES * 60_000
  database.exec(`
    pragma foreign_keys = off;
    begin;
    insert into brands (id_brand, date_insert) values (3, 0);
    ${count(PEOPLE)} insert into ambassadors (id_brand, id_ambassador, firstname, lastname, active, status, search_text)
      select 3, i, 'Prénom' || i, 'Nom' || i, 1, 3, char(2) || 'prenom' || i from n;
    ${count(ROOMS)} insert into chatrooms (id_brand, id_chatroom, room_key, type_chatroom, type_discussion, source, date_insert,
        last_message_date, last_message, first_author, member_count)
      select 3, i, 'pair:1:' || (i + 1), 0, 0, 0, ${start} - i,
        iif(i = 1, ${start} + ${MESSAGES} * 60000, null), iif(i = 1, ${MESSAGES}, null), iif(i = 1, 1, null), 2 from n;
    ${count(ROOMS)} insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, last_action_date, last_read_message, flag)
      select 3, i, 1, iif(i = 1, ${start} + ${MESSAGES} * 60000, ${start} - i), ${MESSAGES}, iif(i > ${FLAGGED}, null, 1 + i % 2) from n;
    ${count(ROOMS)} insert into chatroom_pivots (id_brand, id_chatroom, id_ambassador, last_action_date)
      select 3, i, i + 1, iif(i = 1, ${start} + ${MESSAGES} * 60000, ${start} - i) from n;
    ${count(MESSAGES)} insert into messages (id_brand, id_message, id_chatroom, id_ambassador, type_message, content, date_insert)
      select 3, i, 1, 1 + i % 2, 0, 'Message ' || i || substr(' et encore un peu de texte, sur plusieurs lignes parfois, pour que les bulles aient des hauteurs différentes', 1, i * 37 % 110),
        ${start} + i * 60000 from n;
    commit;
  `)
  database.close()
}

beforeAll(async () => {
  browser = await connect()
  server = await createLocalServer()
  fill(server.databaseFile)
  await server.bringUp()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await server.killAll()
})

const inboxLink = async (): Promise<string> => {
  const claims = { brands: [3], scope: 'chat:self', sub: '1', ttl: 3600 }
  return `http://127.0.0.1:${server.port}/inbox#token=${await signToken(server.secret, claims)}`
}

interface Footprint {
  readonly heap: number
  readonly elements: number
}

const footprint = async (page: Page): Promise<Footprint> => {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0
  return { heap, elements: await page.locator('*').count() }
}

/** Scrolls by some pixels; answers by how many pixels a message on the screen was moved beyond that. */
const scrollBy = (page: Page, pixels: number): Promise<number> =>
  page.evaluate(`(async () => {
    const box = document.querySelector('.messages')
    const middle = [...box.querySelectorAll('[data-message]')].find(
      (message) => message.getBoundingClientRect().top > innerHeight / 2,
    )
    const before = middle.getBoundingClientRect().top
    const from = box.scrollTop
    box.scrollTop += ${pixels}
    const moved = box.scrollTop - from
    for (let frame = 0; frame < 6; frame += 1) await new Promise(requestAnimationFrame)
    return middle.isConnected ? middle.getBoundingClientRect().top - (before - moved) : NaN
  })()`)

const oldest = (page: Page): Promise<number> =>
  page.evaluate(`Number(document.querySelector('[data-message]').dataset.message)`)

it('scrolls back through thousands of messages without a jump, in bounded memory, and forth again', async () => {
  const link = await inboxLink()
  const started = Date.now()
  const { page } = await visit(browser, link)
  await page.getByRole('link', { name: /Prénom2 / }).waitFor()
  const shown = Date.now() - started
  const paint = await page.evaluate(
    `performance.getEntriesByName('first-contentful-paint')[0].startTime`,
  )
  expect(await page.locator('.rooms a').count()).toBeLessThanOrEqual(80)
  await page.getByRole('link', { name: /Prénom2 / }).click()
  await page.locator('.said', { hasText: `Message ${MESSAGES} ` }).waitFor()

  const before = await footprint(page)
  const jumps: number[] = []
  const most = { heap: 0, elements: 0 }
  let steps = 0
  while ((await oldest(page)) > MESSAGES - BACK) {
    jumps.push(await scrollBy(page, -900))
    steps += 1
    if (steps % 20 !== 0) continue
    const now = await footprint(page)
    most.heap = Math.max(most.heap, now.heap)
    most.elements = Math.max(most.elements, now.elements)
  }
  const after = await footprint(page)
  const worst = Math.max(...jumps.map(Math.abs).filter((jump) => !Number.isNaN(jump)))
  if (isMeasured) {
    const figures = { shown, paint, steps, worst, before, most, after }
    process.stdout.write(`${JSON.stringify(figures)}
`)
    await page.screenshot({
      path: join(import.meta.dirname, '..', '..', 'docs', 'inbox-long-room.png'),
    })
  }
  expect(await page.locator('[data-message]').count()).toBeLessThanOrEqual(300)
  expect(worst).toBeLessThan(2)
  expect(after.elements).toBeLessThan(before.elements + 300 * 20)

  await page.getByRole('button', { name: 'Aller aux derniers messages' }).click()
  await page.locator('.said', { hasText: `Message ${MESSAGES} ` }).waitFor()
}, 180_000)

it('lists all rooms with a flag, however many they are, and which of the two it is', async () => {
  const { page } = await visit(browser, await inboxLink())
  await page.getByRole('button', { name: 'Suivies' }).click()
  const rows = page.locator('.rooms a')
  const scrolled = async () => {
    await page.locator('.list-end').scrollIntoViewIfNeeded()
    return rows.count()
  }
  await expect.poll(scrolled).toBe(FLAGGED)
  const flags = await page.locator('.rooms .flag').allTextContents()
  const wanted = Array.from({ length: FLAGGED }, (_, index) =>
    index % 2 ? 'À traiter' : 'Traitée',
  )
  expect(flags).toStrictEqual(wanted)
})

it('finds somebody in a brand of more people than one answer looks through', async () => {
  const { page } = await visit(browser, await inboxLink())
  await page.getByRole('link', { name: /Prénom2 / }).waitFor()
  // The first or the last of them is beyond, whatever the order.
  for (const id of [1500, PEOPLE - 1]) {
    await page.getByRole('searchbox').fill(`prenom${id}`)
    await expect
      .poll(() => page.locator('.rooms .name').allTextContents())
      .toStrictEqual([`Prénom${id} Nom${id}`])
  }
})
