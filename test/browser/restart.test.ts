// Two people go on talking where the server was killed.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signToken } from '../../scripts/sign-token.ts'
import { createLocalServer, type Server } from '../crash/server.ts'
import { connect } from './chromium.ts'
import { say, shown, visit } from './people.ts'

let browser: Browser
let server: Server

beforeAll(async () => {
  browser = await connect()
  server = await createLocalServer()
  await server.bringUp()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await server.killAll()
})

const settled = async (page: Page, count: number): Promise<string[]> => {
  const isSettled = async () =>
    (await page.locator('[data-pending=true]').count()) === 0 &&
    (await shown(page)).length === count
  await expect.poll(isSettled, { timeout: 60_000, interval: 200 }).toBe(true)
  return shown(page)
}

it('has the same ten messages on both sides after workerd was killed and started again', async () => {
  const url = `http://127.0.0.1:${server.port}`
  const tokenOf = (sub: string, scope: string) =>
    signToken(server.secret, { brands: [3], scope, sub, ttl: 3600 })
  const people = [1, 2].map((id) => ({ id_ambassador: id, firstname: `Nr${id}`, status: 3 }))
  await fetch(`${url}/api/v2/manager/ambassadors`, {
    method: 'PUT',
    headers: {
      Authorization: `Bearer ${await tokenOf('test', 'manager')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(people),
  })
  const open = async (me: number, peer: number) =>
    visit(browser, `${url}/inbox#token=${await tokenOf(String(me), 'chat:self')}&with=${peer}`)
  const [one, other] = [await open(1, 2), await open(2, 1)]
  await say(one.page, 'Avant')
  await settled(other.page, 1)

  const killed = server.kill(server.findWorkerd())
  for (const count of [1, 2, 3, 4, 5]) {
    await say(one.page, `Un ${count}`)
    await say(other.page, `Deux ${count}`)
  }
  await killed
  await server.killAll()
  await server.bringUp()
  await other.page.reload()

  const ofOne = await settled(one.page, 11)
  expect(await settled(other.page, 11)).toStrictEqual(ofOne)
  for (const name of ['Un', 'Deux']) {
    const own = ofOne.filter((text) => text.startsWith(name))
    expect(own).toStrictEqual([1, 2, 3, 4, 5].map((count) => `${name} ${count}`))
  }
})
