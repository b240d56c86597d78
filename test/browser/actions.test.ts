// What one does with messages and rooms, as both sides see it.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from './chromium.ts'
import { call, inboxUrl, newPair, say, shown, tokenOf, visit } from './people.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connect()
})

afterAll(() => browser.close())

const two = async () => {
  const [one, other] = await newPair()
  const alice = await visit(browser, inboxUrl(await tokenOf(one), other))
  const bruno = await visit(browser, inboxUrl(await tokenOf(other), one))
  return { alice: alice.page, bruno: bruno.page, one, other }
}

const inRoomMenu = async (page: Page, action: string): Promise<void> => {
  await page.getByRole('button', { name: 'Actions de la conversation' }).click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

const onMessage = async (page: Page, text: string, action: string): Promise<void> => {
  const message = page.locator('article', { hasText: text })
  await message.hover()
  await message.getByRole('button', { name: 'Actions du message' }).click()
  await message.getByRole('menuitem', { name: action, exact: true }).click()
}

it('changes, deletes and restores a message for both', async () => {
  const { alice, bruno } = await two()
  await say(alice, 'Bonjoru')
  await bruno.locator('.said', { hasText: 'Bonjoru' }).waitFor()
  await onMessage(alice, 'Bonjoru', 'Modifier')
  await alice.keyboard.press('Control+a')
  await alice.keyboard.type('Bonjour')
  await alice.keyboard.press('Enter')
  await bruno.locator('article', { hasText: 'Bonjour' }).getByText('modifié').waitFor()
  await expect.poll(() => shown(bruno)).toStrictEqual(['Bonjour'])
  await bruno.getByRole('link', { name: /Alice/ }).getByText('Bonjour').waitFor()

  await onMessage(alice, 'Bonjour', 'Supprimer')
  await bruno.getByText('Message supprimé').waitFor()
  await expect.poll(() => shown(bruno)).toStrictEqual([])
  await bruno.getByRole('link', { name: /Alice/ }).getByText('Aucun message').waitFor()
  await onMessage(alice, 'Message supprimé', 'Rétablir')
  await expect.poll(() => shown(bruno)).toStrictEqual(['Bonjour'])
})

it('archives a room until somebody else writes, and flags it', async () => {
  const { alice, bruno } = await two()
  await say(bruno, 'Un')
  await alice.locator('.said', { hasText: 'Un' }).waitFor()
  const row = alice.getByRole('link', { name: /Bruno/ })
  await inRoomMenu(alice, 'Marquer à traiter')
  await row.getByText('À traiter').waitFor({ state: 'attached' })
  await alice.reload()
  await row.getByText('À traiter').waitFor({ state: 'attached' })
  await alice.getByRole('button', { name: 'Suivies' }).click()
  await row.waitFor()

  await inRoomMenu(alice, 'Archiver')
  await row.waitFor({ state: 'detached' })
  await alice.getByRole('button', { name: 'Archivées' }).click()
  await row.waitFor()
  await say(bruno, 'Deux')
  await row.waitFor({ state: 'detached' })
  await alice.getByRole('button', { name: 'Toutes' }).click()
  await row.getByText('Deux').waitFor()
  await expect.poll(() => shown(alice)).toStrictEqual(['Un', 'Deux'])
})

it('blocks a room for both, asks before, and purges it for one', async () => {
  const { alice, bruno } = await two()
  await say(bruno, 'Un')
  await alice.locator('.said', { hasText: 'Un' }).waitFor()
  await inRoomMenu(alice, 'Bloquer')
  await alice.getByRole('dialog').getByRole('button', { name: 'Bloquer' }).click()
  await alice.getByText('Vous avez bloqué').waitFor()
  await say(bruno, 'Deux')
  await bruno.getByText(/Non envoyé : /).waitFor()
  await alice.getByRole('button', { name: 'Débloquer' }).click()
  await bruno.getByRole('button', { name: 'Renvoyer' }).click()
  await expect.poll(() => shown(alice)).toStrictEqual(['Un', 'Deux'])

  await inRoomMenu(alice, 'Vider la conversation')
  await alice.getByRole('dialog').getByRole('button', { name: 'Vider' }).click()
  await alice.getByText('Dites bonjour.').waitFor()
  await alice.reload()
  await alice.getByText('Dites bonjour.').waitFor()
  await expect.poll(() => shown(bruno)).toStrictEqual(['Un', 'Deux'])
})

it('asks for a rating, which is given and seen by both', async () => {
  const { alice, bruno } = await two()
  await say(alice, 'Merci')
  await inRoomMenu(alice, 'Demander une note')
  await bruno.getByText('Alice Moreau vous demande une note').waitFor()
  await alice.getByText('Note demandée à Bruno Keller').waitFor()
  await bruno.getByRole('radio', { name: '4 étoiles' }).check({ force: true })
  await bruno.getByRole('textbox', { name: 'Commentaire' }).fill('Très bien')
  await bruno.getByRole('button', { name: 'Noter' }).click()
  for (const page of [alice, bruno]) {
    await page.getByText('Note de Bruno Keller').waitFor()
    await page.getByRole('img', { name: '4 étoiles' }).waitFor()
    expect(await page.locator('.card .said').textContent()).toBe('Très bien')
  }
})

it('takes somebody who waits, once, and opens the room with them', async () => {
  const { alice, other } = await two()
  const [third] = await newPair(['Chloé Autre', 'Personne Autre'])
  const carol = await visit(browser, inboxUrl(await tokenOf(third)))
  await carol.page.getByText('Connecté').waitFor()
  const text = `Une veste pour ${other} ?`
  await call('POST', '/chat/waiting-list', { id_user: other, content: text })
  for (const page of [alice, carol.page]) {
    const head = page.getByRole('button', { name: /personnes? atten/ })
    await head.waitFor()
    await head.click()
    await page.getByText(text).waitFor()
  }
  const entry = carol.page.locator('.waiting-entry', { hasText: text })
  await entry.getByRole('button', { name: 'Prendre' }).click()
  await carol.page.getByRole('heading', { name: /Bruno Keller/ }).waitFor()
  await say(carol.page, 'Bonjour, je suis là.')
  await alice.getByText(text).waitFor({ state: 'detached' })
  await expect.poll(() => shown(carol.page)).toStrictEqual(['Bonjour, je suis là.'])
})

it('speaks French or English by the browser, and the other one when it is told to', async () => {
  const [one] = await newPair()
  const url = inboxUrl(await tokenOf(one))
  const { page } = await visit(browser, url, { locale: 'de-DE' })
  await page.getByRole('button', { name: 'Toutes' }).waitFor()
  const english = await visit(browser, url, { locale: 'en-GB' })
  await english.page.getByRole('button', { name: 'Unread' }).waitFor()
  await expect.poll(() => english.page.evaluate('document.documentElement.lang')).toBe('en')
  await english.page.getByRole('button', { name: 'FR Français' }).click()
  await english.page.getByRole('button', { name: 'Non lues' }).waitFor()
  await english.page.reload()
  await english.page.getByRole('button', { name: 'Non lues' }).waitFor()
})
