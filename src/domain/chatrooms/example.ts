// The chatroom of the document's examples.
import { ambassadorExample } from '../ambassadors/example.ts'
import type { Ambassador } from '../ambassadors/schema.ts'

const member = (ambassador: Ambassador) => ({
  ...ambassador,
  chatroom_pivot_data: [
    {
      id_chatroom: 8,
      id_ambassador: ambassador.id_ambassador,
      last_read_message: null,
      is_blocked: false,
      archived: false,
    },
  ],
})

export const chatroomExample = {
  id_chatroom: 8,
  ambassadors: [
    member(ambassadorExample),
    member({
      ...ambassadorExample,
      id_ambassador: 2,
      image: 'https://images.example.com/bruno.keller.jpg',
      firstname: 'Bruno',
      lastname: 'Keller',
      username: 'bruno.keller',
      email: 'bruno.keller@example.com',
      status: 7,
      customer_id: 'C-3-2',
    }),
  ],
  date_insert: '2023-10-06T13:41:09.123000Z',
  last_message_date: null,
  type_chatroom: 0,
  type_discussion: 2,
  source: 0,
  established_dialogue: null,
  last_rating: null,
  last_summary: null,
}

export const briefExample = { ...chatroomExample, ambassadors_count: 2 }
