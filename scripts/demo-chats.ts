// What the ambassadors of the demo have said to each other, by the verbs that also serve the API.
import { createChatroom } from '../src/chatrooms/service.ts'
import { openShard } from '../src/db/client.ts'
import { postMessage } from '../src/messages/service.ts'

const MINUTE = 60_000

const CONVERSATIONS = [
  {
    ids: [2, 3],
    said: [
      [2, 'Hello! Is the linen jacket back in size M?'],
      [3, 'Hello Bruno, yes: two came in this morning.'],
      [2, 'Great, could you keep one for me until Saturday?'],
      [3, 'Done. It is at the desk under your name.'],
    ],
  },
  {
    ids: [5, 9],
    said: [
      [9, 'Do you repair watches that were bought online?'],
      [5, 'We do. Bring the order number and come by any afternoon.'],
    ],
  },
  { ids: [4, 7], said: [[4, 'Grace, can you take the Thursday evening shift?']] },
] as const

const caller = {
  subject: 'demo',
  brands: [3],
  scopes: new Set(['chat:brand']),
  self: null,
}

/** Opens the rooms of the demo in brand 3 and posts what was said, a minute apart, the last of it at `now` (milliseconds). */
export const tellDemoChats = async (binding: D1Database, now: number): Promise<void> => {
  const steps = CONVERSATIONS.reduce((count, { said }) => count + said.length, 0)
  let at = now - steps * MINUTE
  const open = () => openShard({ DB: binding }, 'DB', { isWrite: true })
  const context = () => ({ caller, database: open(), idBrand: 3, now: at })
  for (const { ids, said } of CONVERSATIONS) {
    const { room } = await createChatroom(context(), { kind: 'pair', ids, source: 0 })
    for (const [idAuthor, content] of said) {
      at += MINUTE
      const message = { idAuthor, typeMessage: 0, content } as const
      await postMessage(context(), room.idChatroom, message, undefined)
    }
  }
}
