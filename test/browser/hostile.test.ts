// Text is shown as text: names and messages that would do something else if they were not.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect } from './chromium.ts'
import { call, inboxUrl, newPair, say, shown, tokenOf, visit } from './people.ts'

let browser: Browser

beforeAll(async () => {
  browser = await connect()
})

afterAll(() => browser.close())

const ZALGO = `Z${'\u0351\u0322\u0361'.repeat(40)}algo${'\u0489'.repeat(40)}`

const STRINGS = [
  '<img src=x onerror="globalThis.hurt = 1">',
  '<script>globalThis.hurt = 1</script>',
  '"><svg onload="globalThis.hurt = 1">',
  '{{constructor.constructor("globalThis.hurt = 1")()}}',
  'javascript:globalThis.hurt=1//',
  '&lt;b&gt; &amp; &#x3c;',
  '\u202egnp.tekcaj\u202c \u2066\u202e\u2069',
  '\u202eabc\u202e',
  ZALGO,
  'x'.repeat(5000),
  '👩‍👩‍👧‍👦🏳️‍🌈 مرحبا שלום',
  'un\n\n\n\ndeux\ttrois   quatre',
] as const

it('shows hostile messages as they were written, and runs nothing of them', async () => {
  const [one, other] = await newPair()
  const alice = await visit(browser, inboxUrl(await tokenOf(one), other))
  const bruno = await visit(browser, inboxUrl(await tokenOf(other), one))
  for (const text of STRINGS.slice(0, 3)) await say(alice.page, text)
  await expect.poll(() => shown(bruno.page)).toHaveLength(3)
  await alice.page.locator('[data-pending=true]').first().waitFor({ state: 'detached' })
  const room = Number(/\d+$/.exec(alice.page.url())?.[0])
  for (const content of STRINGS.slice(3)) {
    const message = { id_ambassador: one, type_message: 0, content }
    const { status } = await call('POST', `/chat/chatrooms/${room}/messages`, message)
    expect(status).toBe(201)
  }
  await expect.poll(() => shown(bruno.page)).toStrictEqual([...STRINGS])
  for (const { page, problems } of [alice, bruno]) {
    expect(await page.evaluate('globalThis.hurt')).toBeUndefined()
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false)
    // Nothing stacked on a letter reaches out of its bubble.
    expect(
      await page.evaluate(
        '[...document.querySelectorAll(".bubble")].every((bubble) => getComputedStyle(bubble).overflow === "clip")',
      ),
    ).toBe(true)
    expect(problems).toStrictEqual([])
  }
})

it('shows hostile names as they are written, in the list, the head and the search', async () => {
  const [one, other] = await newPair()
  const names = STRINGS.filter((name) => name.length <= 100 && !/[\n\t]/.test(name))
  const people = names.map((firstname, index) => ({
    id_ambassador: other + 100 + index,
    firstname,
    lastname: '<b>Hostile</b>',
    status: 7,
  }))
  const put = await call('PUT', '/manager/ambassadors', people, 'test', 'manager')
  expect(put.status).toBe(200)
  for (const { id_ambassador } of people) {
    await call('POST', '/chat/chatrooms', { ids_ambassadors: [one, id_ambassador], source: 0 })
  }
  const { page, problems } = await visit(browser, inboxUrl(await tokenOf(one)))
  await expect.poll(() => page.locator('.rooms .name').count()).toBe(people.length)
  const wanted = people.map(({ firstname }) => `${firstname} <b>Hostile</b>`).toSorted()
  const inList = await page.locator('.rooms .name').allTextContents()
  expect(inList.toSorted()).toStrictEqual(wanted)
  for (const row of await page.locator('.rooms a').all()) {
    await row.click()
    const name = await row.locator('.name').textContent()
    await expect.poll(() => page.locator('.room-head .name').textContent()).toBe(name)
  }
  await page.getByRole('searchbox').fill('hostile')
  await expect
    .poll(() => page.locator('.rooms .name').count())
    .toBeGreaterThanOrEqual(people.length)
  expect(await page.evaluate('globalThis.hurt')).toBeUndefined()
  expect(await page.locator('.inbox b, .inbox img, .inbox script').count()).toBe(0)
  expect(problems).toStrictEqual([])
})
