// Two people talk to each other in their inboxes, in a real browser. MEASURE=1 prints how soon a message is on the other side.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { connect } from './chromium.ts'
import { call, field, inboxUrl, newPair, say, shown, tokenOf, visit } from './people.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connect()
})

afterAll(() => browser.close())

/** From the Return key on one side until it is on the screen of the other, in milliseconds. */
const measure = async (from: Page, to: Page): Promise<void> => {
  const times: number[] = []
  for (let count = 1; count <= 30; count += 1) {
    await field(from).fill(`Mesure ${count}.`)
    const started = performance.now()
    await field(from).press('Enter')
    await to.locator('.said', { hasText: `Mesure ${count}.` }).waitFor()
    times.push(performance.now() - started)
  }
  const sorted = times.toSorted((one, other) => one - other)
  process.stdout.write(`median ${sorted[15]?.toFixed()} ms, longest ${sorted[29]?.toFixed()} ms\n`)
}

it('opens by the two links that npm run dev prints, side by side, with two people who talk', async () => {
  const links = [...inject('printed').matchAll(/\S+\/inbox#\S+/g)].map(([link]) => link)
  expect(links).toHaveLength(2)
  const [alice, bruno] = await Promise.all(links.map((link) => visit(browser, link)))
  if (!alice || !bruno) throw new Error('There are no two.')
  // They are in the middle of a talk, and all of it has been read.
  for (const { page } of [alice, bruno]) {
    await page.locator('.said', { hasText: 'See you at ten?' }).waitFor()
  }
  await say(alice.page, 'Bonjour Bruno.')
  await bruno.page.locator('.said', { hasText: 'Bonjour Bruno.' }).waitFor()
  await say(bruno.page, 'Bonjour Alice.')
  await alice.page.locator('.said', { hasText: 'Bonjour Alice.' }).waitFor()
  const own = alice.page.locator('article', { hasText: 'Bonjour Bruno.' })
  await own.getByText('Lu', { exact: true }).waitFor({ state: 'attached' })
  for (const { page } of [alice, bruno]) {
    await expect
      .poll(async () => (await shown(page)).slice(-3))
      .toStrictEqual(['Saturday is perfect. See you at ten?', 'Bonjour Bruno.', 'Bonjour Alice.'])
  }
  if (process.env['MEASURE'] !== undefined) await measure(alice.page, bruno.page)
  // Both have seen it come.
  expect(await alice.page.locator('.new-line').count()).toBe(0)
  expect([...alice.problems, ...bruno.problems]).toStrictEqual([])
})

it('takes the token out of the address bar and the history, and sends it to nobody but the API', async () => {
  const [one, other] = await newPair()
  const token = await tokenOf(one)
  const context = await browser.newContext()
  const page = await context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.url()} ${request.headers()['referer']}`))
  await page.goto(inboxUrl(token, other))
  await page.getByRole('textbox', { name: /^(Write to|Écrire à)/ }).waitFor()
  expect(page.url()).toMatch(/\/inbox#\/\d+$/)
  await page.goBack()
  expect(page.url()).not.toContain(token)
  expect(asked.filter((request) => request.includes(token))).toStrictEqual([])
  await context.close()
})

it('asks for a token when there is none, says how to get one, and refuses what is none', async () => {
  const { page, problems } = await visit(browser, `${inject('url')}/inbox`)
  await page.getByText('npm run -s token -- --scope chat:self --sub 1').waitFor()
  await page.getByLabel('Jeton d’accès').fill('not.a.token')
  await page.getByRole('button', { name: 'Ouvrir' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Jeton d’accès').fill(await tokenOf(1))
  await page.getByRole('button', { name: 'Ouvrir' }).click()
  await page.getByRole('heading', { name: 'Alice Moreau' }).waitFor()
  expect(problems).toStrictEqual([])
})

it('asks for another token when the one it has has ended, and keeps what was not sent', async () => {
  const [one, other] = await newPair()
  const { page } = await visit(browser, inboxUrl(await tokenOf(one), other))
  await say(page, 'Avant')
  await page.getByText('Envoyé').waitFor({ state: 'attached' })
  await page.route('**/messages', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await say(page, 'Après')
  await page.locator('[data-pending=true]').waitFor()
  const ended = await tokenOf(one, 'chat:self', -60)
  await page.evaluate(`sessionStorage.setItem('token', ${JSON.stringify(ended)})`)
  await page.reload()
  await page.getByText('Votre session est terminée.').waitFor()
  await page.unroute('**/messages')
  await page.getByLabel('Jeton d’accès').fill(await tokenOf(one))
  await page.getByRole('button', { name: 'Ouvrir' }).click()
  await expect.poll(() => shown(page)).toStrictEqual(['Avant', 'Après'])
})

it('counts what is unread, shows the last message, who writes and what has been read', async () => {
  const [one, other] = await newPair(['Ana Costa', 'Ben Weiss'])
  const { body } = await call('POST', '/chat/chatrooms', {
    ids_ambassadors: [one, other],
    source: 0,
  })
  const { id_chatroom: room } = body as { id_chatroom: number }
  const ana = await visit(browser, inboxUrl(await tokenOf(one)))
  const row = ana.page.getByRole('link', { name: /Ben Weiss/ })
  await row.waitFor()
  for (const content of ['Un', 'Deux']) {
    const message = { id_ambassador: other, type_message: 0, content }
    await call('POST', `/chat/chatrooms/${room}/messages`, message)
  }
  await row.getByText('2 messages non lus').waitFor({ state: 'attached' })
  await row.getByText('Deux').waitFor()

  const ben = await visit(browser, inboxUrl(await tokenOf(other), one))
  await ben.page.getByText('Deux').last().waitFor()
  await row.click()
  await ana.page.getByText('Nouveaux messages').last().waitFor()
  await row.getByText('2 messages non lus').waitFor({ state: 'detached' })
  await field(ben.page).pressSequentially('Tr')
  await ana.page.getByText('Ben écrit…').waitFor()
  await ana.page.getByText('En ligne').waitFor()
  await expect.poll(() => shown(ana.page)).toStrictEqual(['Un', 'Deux'])
})

it('finds people by their name and opens the room with them', async () => {
  const [one] = await newPair()
  const [zoe] = await newPair(['Zoé Quillfeather', 'Max Muster'])
  const { page, problems } = await visit(browser, inboxUrl(await tokenOf(one)))
  await page.getByText('Connecté').waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('zoe quill')
  await page.getByRole('button', { name: /Zoé Quillfeather/ }).click()
  await say(page, 'Bonjour !')
  await page.getByText('Envoyé').waitFor({ state: 'attached' })
  const { body } = await call('GET', `/chat/ambassadors/${zoe}/chatrooms`)
  const { data } = body as { data: { last_message: { content: string } }[] }
  expect(data.map(({ last_message }) => last_message.content)).toStrictEqual(['Bonjour !'])
  expect(problems).toStrictEqual([])
})
