// What a manager sees of the brand.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { violations } from './axe.ts'
import { connect } from './chromium.ts'
import { call, inboxUrl, tokenOf, visit } from './people.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connect()
})

afterAll(() => browser.close())

it('shows a manager the brand, a room without being able to write in it, and breaks no rule of axe-core', async () => {
  const hook = 'https://hooks.example.com/manager'
  await call('POST', '/manager/webhooks', { url: hook, active: false }, 'boss', 'manager')
  const { page, problems } = await visit(browser, inboxUrl(await tokenOf('boss', 'manager')))
  const row = (text: string) => page.getByRole('row').filter({ hasText: text })
  await page.getByLabel('Genre').selectOption('Groupe')
  await row('Alice Moreau, Bruno Keller et Carla Rossi')
    .getByRole('button', { name: '1' })
    .waitFor()
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  expect(await violations(page)).toStrictEqual([])
  await page.getByRole('button', { name: '1', exact: true }).click()
  await page.getByText('Done. It is at the desk under your name.').waitFor()
  expect(await page.getByRole('textbox').count()).toBe(0)
  expect(await violations(page)).toStrictEqual([])
  await page.getByRole('button', { name: 'Personnes' }).click()
  await page.getByRole('searchbox', { name: 'Nom' }).fill('okaf')
  await page.keyboard.press('Enter')
  await row('grace.okafor@example.com').getByText('Employé').waitFor()
  await page.getByRole('button', { name: 'Groupes' }).click()
  await row('Paris flagship').waitFor()
  await page.getByRole('button', { name: 'Sujets' }).click()
  await row('Delivery').waitFor()
  await page.getByRole('button', { name: 'Webhooks' }).click()
  await row(hook).getByRole('button').click()
  await page.getByLabel('État').selectOption('En attente')
  await page.getByRole('columnheader', { name: 'Essais' }).waitFor()
  await page.getByRole('button', { name: 'Temps réel' }).click()
  await page.getByRole('columnheader', { name: 'Connexions', exact: true }).waitFor()
  expect(await violations(page)).toStrictEqual([])
  expect(problems).toStrictEqual([])
})

it('keeps a row of a table as high as its text on a phone', async () => {
  const options = { viewport: { width: 390, height: 780 } }
  const { page } = await visit(browser, inboxUrl(await tokenOf('boss', 'manager')), options)
  const row = page.getByRole('row').filter({ hasText: 'David Novak et Grace Okafor' })
  const box = await row.boundingBox()
  expect(box?.height).toBeLessThan(150)
})

it('lets somebody who is both go from the one view to the other', async () => {
  const token = await tokenOf(1, 'chat:self manager')
  const { page } = await visit(browser, inboxUrl(token))
  await page.getByRole('button', { name: 'Gestion' }).click()
  await page.getByRole('button', { name: 'Messagerie' }).click()
  await page.getByRole('heading', { name: 'Alice Moreau' }).waitFor()
  expect(await page.getByRole('table').count()).toBe(0)
})
