// What was written arrives once, and in one order for both, whatever happens to the network and to the page.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from './chromium.ts'
import { call, inboxUrl, newPair, say, shown, tokenOf, visit } from './people.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connect()
})

afterAll(() => browser.close())

const FIVE = [1, 2, 3, 4, 5]

const sayFive = async (page: Page, name: string): Promise<void> => {
  for (const count of FIVE) await say(page, `${name} ${count}`)
}

const kept = (page: Page): Promise<number> =>
  page.evaluate(`new Promise((resolve) => {
    indexedDB.open('edge-chatrooms-inbox').onsuccess = ({ target }) => {
      target.result.transaction('outbox').objectStore('outbox').count().onsuccess = (event) =>
        resolve(event.target.result)
    }
  })`)

/** Waits until a page shows `count` messages and none that waits. */
const settled = async (page: Page, count: number): Promise<string[]> => {
  await expect
    .poll(
      async () =>
        (await page.locator('[data-pending=true]').count()) === 0 && (await shown(page)).length,
    )
    .toBe(count)
  return shown(page)
}

it('has the same ten messages on both sides after ten seconds without a network, also where a page was loaded again', async () => {
  const [one, other] = await newPair()
  const alice = await visit(browser, inboxUrl(await tokenOf(one), other))
  const bruno = await visit(browser, inboxUrl(await tokenOf(other), one))
  await say(alice.page, 'Bonjour')
  await settled(bruno.page, 1)

  await alice.page.context().setOffline(true)
  await sayFive(alice.page, 'Alice')
  await sayFive(bruno.page, 'Bruno')
  await bruno.page.reload()
  await alice.page.getByText('Vos messages partiront au retour du réseau').waitFor()
  expect(await settled(bruno.page, 6)).toHaveLength(6)
  await alice.page.waitForTimeout(10_000)
  expect(await kept(alice.page)).toBe(5)

  await alice.page.context().setOffline(false)
  const ofAlice = await settled(alice.page, 11)
  const ofBruno = await settled(bruno.page, 11)
  expect(ofAlice).toStrictEqual(ofBruno)
  for (const name of ['Alice', 'Bruno']) {
    const own = ofAlice.filter((text) => text.startsWith(name))
    expect(own).toStrictEqual(FIVE.map((count) => `${name} ${count}`))
  }
  const room = /\d+$/.exec(alice.page.url())?.[0]
  const { body } = await call('GET', `/chat/chatrooms/${room}/messages?sort=date_insert`)
  const { data } = body as { data: { content: string }[] }
  expect(data.map(({ content }) => content)).toStrictEqual(ofAlice)
  await expect.poll(() => kept(alice.page)).toBe(0)
})

it('sends what a page had not sent when it was closed, once it is opened again', async () => {
  const [one, other] = await newPair()
  const alice = await visit(browser, inboxUrl(await tokenOf(one), other))
  await say(alice.page, 'Avant')
  await settled(alice.page, 1)
  const context = alice.page.context()
  await context.setOffline(true)
  await sayFive(alice.page, 'Alice')
  await expect.poll(() => kept(alice.page)).toBe(5)
  await alice.page.close()

  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(inboxUrl(await tokenOf(one), other))
  expect(await settled(again, 6)).toStrictEqual(['Avant', ...FIVE.map((count) => `Alice ${count}`)])
})

it('makes one message of what was sent twice because the answer was lost', async () => {
  const [one, other] = await newPair()
  const alice = await visit(browser, inboxUrl(await tokenOf(one), other))
  let lost = 0
  // The service takes the message, and the page never hears of it.
  await alice.page.route('**/messages', async (route) => {
    if (route.request().method() !== 'POST' || lost >= 4) return route.continue()
    lost += 1
    await route.fetch()
    return route.abort('connectionreset')
  })
  await say(alice.page, 'Une fois')
  await settled(alice.page, 1)
  await expect.poll(() => kept(alice.page)).toBe(0)
  await alice.page.reload()
  expect(await settled(alice.page, 1)).toStrictEqual(['Une fois'])
  expect(lost).toBeGreaterThan(0)
})

it('keeps what the service has refused, with its reason, to be sent again or thrown away', async () => {
  const [one, other] = await newPair()
  const alice = await visit(browser, inboxUrl(await tokenOf(one), other))
  await say(alice.page, 'Bonjour')
  await settled(alice.page, 1)
  const room = Number(/\d+$/.exec(alice.page.url())?.[0])
  const block = (is_blocked: boolean) =>
    call('PATCH', `/chat/chatrooms/${room}/ambassadors/${other}/block`, { is_blocked })
  await block(true)
  await say(alice.page, 'Refusé une fois')
  await alice.page.getByRole('button', { name: 'Renvoyer' }).waitFor()
  await alice.page.reload()
  // The page knows by now that nobody can write here, and still has what was refused.
  await alice.page.getByText('Vous ne pouvez plus écrire').waitFor()
  await block(false)
  await alice.page.getByRole('button', { name: 'Renvoyer' }).click()
  expect(await settled(alice.page, 2)).toStrictEqual(['Bonjour', 'Refusé une fois'])
  await expect.poll(() => kept(alice.page)).toBe(0)
})

it('throws away what was refused when it is told to', async () => {
  const [one, other] = await newPair()
  const alice = await visit(browser, inboxUrl(await tokenOf(one), other))
  await say(alice.page, 'Bonjour')
  await settled(alice.page, 1)
  const room = Number(/\d+$/.exec(alice.page.url())?.[0])
  const path = `/chat/chatrooms/${room}/ambassadors/${other}/block`
  await call('PATCH', path, { is_blocked: true })
  await say(alice.page, 'Pour rien')
  await alice.page.getByRole('button', { name: 'Supprimer' }).last().click()
  await expect.poll(() => shown(alice.page)).toStrictEqual(['Bonjour'])
  await expect.poll(() => kept(alice.page)).toBe(0)
})
