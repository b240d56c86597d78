// The inbox by the keyboard, for those who listen, and by the rules of axe-core.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { violations } from './axe.ts'
import { connect } from './chromium.ts'
import { call, field, inboxUrl, newPair, say, tokenOf, visit } from './people.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connect()
})

afterAll(() => browser.close())

it.each(['light', 'dark'] as const)('breaks no rule of axe-core, %s', async (colorScheme) => {
  const [one, other] = await newPair()
  const { body } = await call('POST', '/chat/chatrooms', {
    ids_ambassadors: [one, other],
    source: 0,
  })
  const { id_chatroom: room } = body as { id_chatroom: number }
  const ratings = `/chat/chatrooms/${room}/ratings`
  await call('POST', ratings, { id_user_rater: one, id_user_rated: other })
  await call('POST', ratings, { id_user_rater: other, id_user_rated: one })
  const message = { id_ambassador: other, type_message: 0, content: 'Bonjour' }
  await call('POST', `/chat/chatrooms/${room}/messages`, message)
  const { page } = await visit(browser, inboxUrl(await tokenOf(one)), { colorScheme })
  await page.getByRole('link', { name: /Bruno Keller/ }).waitFor()
  expect(await violations(page)).toStrictEqual([])
  await page.getByRole('link', { name: /Bruno Keller/ }).click()
  await say(page, 'Bonjour Bruno')
  await page.getByText('Envoyé').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: /personnes? atten/ }).click()
  expect(await violations(page)).toStrictEqual([])
  await page.getByRole('button', { name: 'Actions de la conversation' }).click()
  expect(await violations(page)).toStrictEqual([])
  await page.getByRole('menuitem', { name: 'Bloquer' }).click()
  expect(await violations(page)).toStrictEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click()
  await page.getByRole('searchbox').focus()
  await page
    .getByRole('button', { name: /En ligne|Vu|Hors ligne/ })
    .first()
    .waitFor()
  expect(await violations(page)).toStrictEqual([])
})

it.each(['light', 'dark'] as const)(
  'breaks no rule where it asks for a token, %s',
  async (colorScheme) => {
    const { page } = await visit(browser, `${inject('url')}/inbox`, { colorScheme })
    await page.getByLabel('Jeton d’accès').fill('none')
    await page.getByRole('button', { name: 'Ouvrir' }).click()
    await page.getByRole('alert').waitFor()
    expect(await violations(page)).toStrictEqual([])
  },
)

it('tells those who listen what comes in, and not the history', async () => {
  const [one, other] = await newPair()
  const { body } = await call('POST', '/chat/chatrooms', {
    ids_ambassadors: [one, other],
    source: 0,
  })
  const { id_chatroom: room } = body as { id_chatroom: number }
  const post = (content: string) =>
    call('POST', `/chat/chatrooms/${room}/messages`, {
      id_ambassador: other,
      type_message: 0,
      content,
    })
  await post('Avant')
  const { page } = await visit(browser, inboxUrl(await tokenOf(one), other))
  await page.locator('.said', { hasText: 'Avant' }).waitFor()
  await page.getByText('Connecté').waitFor()
  const log = page.getByRole('log')
  expect(await log.textContent()).toBe('')
  await post('Maintenant')
  await log.getByText('Bruno Keller: Maintenant').waitFor({ state: 'attached' })
  await say(page, 'Le mien')
  await page.getByText('Envoyé').waitFor({ state: 'attached' })
  expect(await log.textContent()).toBe('Bruno Keller: Maintenant')
})

it('is used by the keyboard alone', async () => {
  const [one, other] = await newPair(['Ada Key', 'Bo Board'])
  await call('POST', '/chat/chatrooms', { ids_ambassadors: [one, other], source: 0 })
  const { page } = await visit(browser, inboxUrl(await tokenOf(one)))
  const row = page.getByRole('link', { name: /Bo Board/ })
  await row.waitFor()
  // To the list by tab, through it by arrows.
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Escape')
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('Tab')
    if (await row.evaluate((element) => element === element.ownerDocument.activeElement)) break
  }
  await page.keyboard.press('Enter')
  await field(page).waitFor()
  await page.keyboard.type('Bonjour')
  await page.keyboard.press('Enter')
  await page.getByText('Envoyé').waitFor({ state: 'attached' })
  // The last message is changed with the upper arrow.
  await page.keyboard.press('ArrowUp')
  await page.keyboard.type(' Bo')
  await page.keyboard.press('Enter')
  await page.locator('.said', { hasText: 'Bonjour Bo' }).waitFor()
  // A menu opens, moves, and closes where it was opened.
  const actions = page.getByRole('button', { name: 'Actions de la conversation' })
  await actions.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Marquer à traiter' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  expect(await actions.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(
    true,
  )
  await page.keyboard.press('Escape')
  await page.getByText('Choisissez une conversation').waitFor()
})

it('fits on a phone of 320 pixels, and one comes back to the list', async () => {
  const [one, other] = await newPair()
  const options = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true }
  const { page } = await visit(browser, inboxUrl(await tokenOf(one), other), options)
  await say(page, 'Un mot'.padEnd(200, 'm'))
  await page.getByText('Envoyé').waitFor({ state: 'attached' })
  const isTooWide = 'document.documentElement.scrollWidth > innerWidth'
  expect(await page.evaluate(isTooWide)).toBe(false)
  await page.getByRole('button', { name: 'Retour aux conversations' }).click()
  await page.getByRole('link', { name: /Bruno Keller/ }).waitFor()
  expect(await page.evaluate(isTooWide)).toBe(false)
  expect(await violations(page)).toStrictEqual([])
})
