// What the ambassadors of the demo have said to each other, by the verbs that also serve the API.
import { SYSTEM } from '../src/contract/actor.ts'
import { createTopic } from '../src/chat-topics/service.ts'
import { createChatroom } from '../src/chatrooms/open-service.ts'
import { openShard } from '../src/db/client.ts'
import { postMessage } from '../src/messages/service.ts'
import { requestRating } from '../src/messages/service.ts'
import { joinWaitingList } from '../src/waiting-list/service.ts'
import { createWebhook } from '../src/webhooks/service.ts'

const MINUTE = 60_000

const CONVERSATIONS = [
  {
    room: { kind: 'tag', idBrandTag: 1, source: 0 },
    said: [
      [2, 'Hello! Is the linen jacket back in size M?'],
      [3, 'Hello Bruno, yes: two came in this morning.'],
      [2, 'Great, could you keep one for me until Saturday?'],
      [3, 'Done. It is at the desk under your name.'],
    ],
  },
  {
    room: { kind: 'pair', ids: [5, 9], source: 0 },
    said: [
      [9, 'Do you repair watches that were bought online?'],
      [5, 'We do. Bring the order number and come by any afternoon.'],
    ],
  },
  {
    room: { kind: 'pair', ids: [4, 7], source: 0 },
    said: [[4, 'Grace, can you take the Thursday evening shift?']],
  },
] as const

const TOPICS = [
  { color: '#1E90FF', content: 'Sizes' },
  { color: '#FF8C00', content: 'Delivery' },
]

/**
 * Opens the rooms of the demo in brand 3 and posts what was said, a minute apart, the last of it at `now` (milliseconds). The
 * room, the message, the rating, the entry of the waiting list, the topic and the webhook with the id 1 are those of the samples in the OpenAPI
 * document, which delete topic 2 and webhook 2.
 */
export const tellDemoChats = async (binding: D1Database, now: number): Promise<void> => {
  const steps = CONVERSATIONS.reduce((count, { said }) => count + said.length, 0)
  let at = now - steps * MINUTE
  const open = () => openShard({ DB: binding }, 'DB', { isWrite: true })
  const context = () => ({
    actor: SYSTEM,
    database: open(),
    idBrand: 3,
    now: at,
    announce: () => undefined,
  })
  for (const { room: newRoom, said } of CONVERSATIONS) {
    const { room } = await createChatroom(context(), newRoom)
    for (const [idAuthor, content] of said) {
      at += MINUTE
      const message = { idAuthor, typeMessage: 0, content } as const
      await postMessage(context(), room.idChatroom, message, undefined)
    }
  }
  for (const [position, { color, content }] of TOPICS.entries()) {
    const contents = [{ lang: 'en_GB' as const, content }]
    const topic = { color, contents, position, roles: [], isActive: true }
    await createTopic(context(), topic, undefined)
  }
  for (const path of ['chat', 'crm']) {
    const webhook = { url: `https://hooks.example.com/${path}`, types: -1, isActive: false }
    const env = { WEBHOOK_SECRET: 'what the demo derives secrets from, which nobody sees' } as Env
    const site = { host: 'localhost', allowsLocal: false }
    await createWebhook(context(), webhook, { site, key: undefined, env })
  }
  await requestRating(context(), 1, { idRater: 2, idRated: 3 }, undefined)
  const content = 'Is this jacket in stock in Lyon?'
  await joinWaitingList(context(), { idUser: 2, content, source: 0, idChatTopic: null }, undefined)
}
