// Opens the room of two ambassadors, posts into it, hears of that, and lists the rooms in which the second one has something to read.
// In one terminal: npm run dev. In another: ACCESS_TOKEN=$(npm run -s token) npm run example
import { env, exit } from 'node:process'
import { type ChatError, createChatClient } from 'edge-chatrooms/client'

const { ACCESS_TOKEN: token, CHAT_URL: baseUrl = 'http://localhost:8787' } = env
const stop = (problem: string) => (console.error(problem), exit(1))
if (!token) stop('Set ACCESS_TOKEN: ACCESS_TOKEN=$(npm run -s token) npm run example')

const lost = () => stop(`${baseUrl} does not answer. Start it: npm run dev`)
const fetchOrStop = (request: Request) => fetch(request).catch(lost)

// The token is that of a system. With that of an ambassador the client knows whom it acts for.
const as = (ambassador: number) =>
  createChatClient({ baseUrl, token, brand: 3, ambassador, fetch: fetchOrStop })

const room = await as(1)
  .rooms.open([1, 2])
  .catch(({ status, message }: ChatError) =>
    stop(status === 401 ? 'The token is not good, or has expired: get another one.' : message),
  )

// An app loads its lists at the reset. What happens from then on is told.
let posted = 0
for await (const event of as(2).follow()) {
  if (event.type === 'reset') posted = (await room.send('Hello!')).id_message
  if (event.type !== 'message.created' || event.id_message !== posted) continue
  console.log(`${event.data?.author.firstname} says in room ${event.id_chatroom}: Hello!`)
  break
}

const unread = await as(2).rooms.list({ unread: true })
for (const { id_chatroom: id, unread_messages: count } of unread.data)
  console.log(`Ambassador 2 has ${count} unread in room ${id}.`)
