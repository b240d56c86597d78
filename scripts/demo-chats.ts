// What the ambassadors of the demo have said to each other, by the verbs that also serve the API.
import { SYSTEM } from '../src/contract/actor.ts'
import { createChatroom } from '../src/chatrooms/open-service.ts'
import { openShard } from '../src/db/client.ts'
import type { AddSample } from '../src/domain/context.ts'
import { postMessage } from '../src/messages/service.ts'
import { requestRating } from '../src/messages/service.ts'
import { markRead } from '../src/pivots/service.ts'
import { joinWaitingList } from '../src/waiting-list/service.ts'
import { modulesAt } from './modules.ts'

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
  {
    room: { kind: 'pair', ids: [1, 2], source: 0 },
    said: [
      [2, 'Hello Alice! The trail shoes in your last post: do they come in 42?'],
      [1, 'Hello Bruno! They do. Take half a size more, they are cut small.'],
      [2, 'Good to know. Do they keep the rain out?'],
      [1, 'Three hours in Brittany in November, and dry feet.'],
      [1, 'You can try them on at the shop, I am there on Saturday.'],
      [2, 'Saturday is perfect. See you at ten?'],
    ],
  },
] as const

/** Who has read the room 4 of 1 and 2, which `npm run dev` opens for both. */
const READERS = [1, 2] as const

/**
 * Opens the rooms of the demo in brand 3 and posts what was said, a minute apart, the last of it at `now` (milliseconds). The
 * room, the message, the rating and the entry of the waiting list with the id 1, and what the features add of themselves, are those of
 * the samples in the OpenAPI document, which delete the second of such a thing.
 */
export const seedDemoChats = async (binding: D1Database, now: number): Promise<void> => {
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
  for (const idAmbassador of READERS) await markRead(context(), { idChatroom: 4, idAmbassador })
  for (const { addSample } of await modulesAt<{ addSample: AddSample }>('*/sample.ts')) {
    for (const number of [1, 2]) await addSample(context(), number)
  }
  await requestRating(context(), 1, { idRater: 2, idRated: 3 }, undefined)
  const content = 'Is this jacket in stock in Lyon?'
  await joinWaitingList(context(), { idUser: 2, content, source: 0, idChatTopic: null }, undefined)
}
