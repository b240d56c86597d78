// Opens the room of two ambassadors, posts into it, hears of that, and lists the rooms in which the second one has something to read.
// In one terminal: npm run dev. In another: ACCESS_TOKEN=$(npm run -s token) npm run example
import { env, exit } from 'node:process'
import { createChatClient } from 'edge-chatrooms/client'

const { ACCESS_TOKEN: token, CHAT_URL: baseUrl = 'http://localhost:8787' } = env
const stop = (problem: string) => (console.error(problem), exit(1))
if (!token) stop('Set ACCESS_TOKEN: ACCESS_TOKEN=$(npm run -s token) npm run example')

const lost = () => stop(`${baseUrl} does not answer. Start it: npm run dev`)
const fetchOrStop = (request: Request) => fetch(request).catch(lost)
const chat = createChatClient({ baseUrl, token, brand: 3, fetch: fetchOrStop })

const dataOf = <Data>(answer: { data?: Data; error?: object; response: Response }): Data => {
  if (answer.response.status === 401)
    stop('The token is not good, or has expired: get another one.')
  return answer.data ?? stop(JSON.stringify(answer.error))
}

const body = { ids_ambassadors: [1, 2], source: 0 as const }
const room = dataOf(await chat.POST('/api/v2/chat/chatrooms', { body }))

const post = async (content: string) => {
  const message = await chat.POST('/api/v2/chat/chatrooms/{chatroom}/messages', {
    params: { path: { chatroom: room.id_chatroom } },
    body: { id_ambassador: 1, type_message: 0, content },
  })
  return dataOf(message).id_message
}

// An app loads its lists at the reset. What happens from then on is told.
let posted = 0
for await (const event of chat.follow()) {
  if (event.type === 'reset') posted = await post('Hello!')
  if (event.type !== 'message.created' || event.id_message !== posted) continue
  console.log(`${event.data?.author.firstname} says in room ${event.id_chatroom}: Hello!`)
  break
}

const params = { path: { ambassador: 2 }, query: { 'filter[unread]': 'true' } } as const
const unread = await chat.GET('/api/v2/chat/ambassadors/{ambassador}/chatrooms', { params })
for (const { id_chatroom: id, unread_messages: count } of dataOf(unread).data)
  console.log(`Ambassador 2 has ${count} unread in room ${id}.`)
