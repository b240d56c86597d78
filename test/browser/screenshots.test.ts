// KEEP_SCREENSHOT=1 npm run test:browser writes the pictures of the inbox in docs anew, from a brand that is made for them.
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { signToken } from '../../scripts/sign-token.ts'
import { connect } from './chromium.ts'
import { field, visit } from './people.ts'

const isKept = process.env['KEEP_SCREENSHOT'] !== undefined

const BRAND = 77

let browser: Browser

beforeAll(async () => {
  browser = await connect()
})

afterAll(() => browser.close())

const tokenOf = (sub: string, scope: string): Promise<string> =>
  signToken(inject('secret'), { brands: [BRAND], scope, sub, ttl: 3600 })

const call = async (method: string, path: string, body: unknown): Promise<never> => {
  const answer = await fetch(`${inject('url')}/api/v2${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${await tokenOf('test', 'chat:brand manager')}`,
      'Content-Type': 'application/json',
      'X-Popsell-Brand': String(BRAND),
    },
    body: JSON.stringify(body),
  })
  expect(answer.ok).toBe(true)
  return answer.json() as never
}

const PEOPLE = [
  [1, 'Alice', 'Moreau', 3],
  [2, 'Bruno', 'Keller', 7],
  [3, 'Camille', 'Roux', 3],
  [4, 'Diego', 'Santos', 7],
  [5, 'Élise', 'Bernard', 5],
  [6, 'Farah', 'Amrani', 7],
  [7, 'Gaël', 'Le Goff', 7],
  [8, 'Hana', 'Suzuki', 7],
] as const

interface Opened {
  readonly id_chatroom: number
}

type Said = readonly [author: number, text: string]

/** What was said in each room, the oldest room first. */
const ROOMS: readonly (readonly [ids: readonly [number, number], said: readonly Said[]])[] = [
  [[1, 8], [[8, 'Thank you, it fits perfectly.']]],
  [
    [1, 7],
    [
      [7, 'Is the navy one coming back?'],
      [1, 'On Tuesday. I will keep one for you.'],
    ],
  ],
  [
    [1, 4],
    [
      [1, 'Your order is ready at the desk.'],
      [4, 'Great, see you at noon!'],
    ],
  ],
  [
    [5, 7],
    [
      [7, 'Bonjour, avez-vous reçu la nouvelle collection ?'],
      [5, 'Bonjour Gaël, oui, ce matin même.'],
      [5, 'Je vous ai mis une veste de côté, en bleu marine.'],
      [7, 'Parfait, merci beaucoup. Je passe demain vers midi.'],
      [5, 'À demain, alors. Demandez-moi à l’accueil.'],
    ],
  ],
  [
    [1, 3],
    [
      [3, 'Can you take my shift on Thursday?'],
      [3, 'I owe you a coffee.'],
    ],
  ],
  [
    [1, 2],
    [
      [2, 'Hello! Is the linen jacket back in size M?'],
      [1, 'Hello Bruno, let me look.'],
      [1, 'Yes: two came in this morning.'],
      [1, 'One in sand, one in olive.'],
      [2, 'Olive, please. Could you keep it for me until Saturday? I will be there around ten.'],
      [1, 'Done. It is at the desk under your name.'],
      [2, 'Thank you so much! Do you also have the trousers that go with it?'],
      [1, 'In your size, yes. I have put them beside the jacket.'],
    ],
  ],
]

const tell = async (): Promise<void> => {
  const people = PEOPLE.map(([id_ambassador, firstname, lastname, status]) => ({
    id_ambassador,
    firstname,
    lastname,
    status,
  }))
  await call('PUT', '/manager/ambassadors', people)
  const ids_members = [1, 3, 5, 6]
  const tag = { name: 'Paris flagship', visibility_chat: 2, ids_members }
  const { id_brand_tag } = (await call('POST', '/manager/brand-tags', tag)) as {
    id_brand_tag: number
  }
  const post = (room: number, id_ambassador: number, content: string) =>
    call('POST', `/chat/chatrooms/${room}/messages`, { id_ambassador, type_message: 0, content })
  const group = (await call('POST', '/chat/chatrooms', { id_brand_tag, source: 0 })) as Opened
  await post(group.id_chatroom, 5, 'The autumn window is ready.')
  for (const [ids_ambassadors, said] of ROOMS) {
    const room = (await call('POST', '/chat/chatrooms', { ids_ambassadors, source: 0 })) as Opened
    for (const [author, text] of said) await post(room.id_chatroom, author, text)
  }
  await call('POST', '/chat/waiting-list', { id_user: 6, content: 'Do you have the boots in 38?' })
}

const open = async (me: number, peer: number | null, options: object): Promise<Page> => {
  const token = await tokenOf(String(me), 'chat:self')
  const link = `${inject('url')}/inbox#token=${token}${peer === null ? '' : `&with=${peer}`}`
  const { page } = await visit(browser, link, { deviceScaleFactor: 2, ...options })
  return page
}

const keep = async (page: Page, name: string): Promise<void> => {
  await page.waitForTimeout(500)
  await page.screenshot({ path: join(import.meta.dirname, '..', '..', 'docs', `${name}.png`) })
}

it.runIf(isKept)('keeps pictures of the inbox', async () => {
  await tell()
  const viewport = { width: 1200, height: 750 }
  const english = { locale: 'en-GB', viewport }
  const phone = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true }
  // The others are there too.
  await open(3, null, english)
  await open(5, null, english)
  const bruno = await open(2, 1, english)
  const gael = await open(7, 5, { ...phone, locale: 'fr-FR' })
  const alice = await open(1, 2, english)
  await alice.getByText('beside the jacket.').last().waitFor()
  await alice.getByRole('button', { name: /waiting/ }).waitFor()
  await alice.getByText('Online').waitFor()
  await gael.getByText('à l’accueil').last().waitFor()
  await keep(gael, 'inbox-phone')
  await field(bruno).pressSequentially('Perfect')
  await alice.getByText('Bruno is typing…').waitFor()
  await keep(alice, 'inbox')
  const dark = await open(1, 2, { ...english, colorScheme: 'dark' })
  await dark.getByText('beside the jacket.').last().waitFor()
  await dark.getByRole('button', { name: /waiting/ }).click()
  await keep(dark, 'inbox-dark')
  expect(gael.url()).toMatch(/#\/\d+$/)
})
