// Opens the room of two ambassadors, posts into it, and lists the rooms in which the second one has something to read.
// In one terminal: npm run dev. In another: ACCESS_TOKEN=$(npm run -s token) npm run example
import { env } from 'node:process'
import { createChatClient, isValidationError } from 'edge-chatrooms/client'

const { ACCESS_TOKEN: token, CHAT_URL: baseUrl = 'http://localhost:8787' } = env
const chat = createChatClient({ baseUrl, token, brand: 3 })

const dataOf = <Data>({ data, error }: { data?: Data; error?: { message: string } }): Data => {
  if (data !== undefined) return data
  throw new Error(isValidationError(error) ? JSON.stringify(error.errors) : error?.message)
}

const body = { ids_ambassadors: [1, 2], source: 0 as const }
const room = dataOf(await chat.POST('/api/v2/chat/chatrooms', { body }))

const message = await chat.POST('/api/v2/chat/chatrooms/{chatroom}/messages', {
  params: { path: { chatroom: room.id_chatroom } },
  body: { id_ambassador: 1, type_message: 0, content: 'Hello!' },
})
console.log(`${dataOf(message).author.firstname} says in room ${room.id_chatroom}: Hello!`)

const listUnread = async (cursor: string) => {
  const query = { 'filter[unread]': 'true', per_page: 1, cursor } as const
  const params = { path: { ambassador: 2 }, query }
  return dataOf(await chat.GET('/api/v2/chat/ambassadors/{ambassador}/chatrooms', { params }))
}
for (let cursor: string | null = ''; cursor !== null;) {
  const page = await listUnread(cursor)
  for (const { id_chatroom: id, unread_messages: count } of page.data) {
    console.log(`Ambassador 2 has ${count} unread in room ${id}.`)
  }
  cursor = 'next_cursor' in page ? page.next_cursor : null
}
