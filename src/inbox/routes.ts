// HTTP for an ambassador's own list of chatrooms.
import { envelope } from '../contract/lists/envelope.ts'
import { route } from '../http/route.ts'
import { presentListedChatroom } from './present.ts'
import { AmbassadorPath, AmbassadorRoomsQuery, ListedChatroomList } from './schema.ts'
import { listRoomsOfAmbassador } from './service.ts'

export const inboxRoutes = [
  route(
    {
      id: 'listChatroomsOfAmbassador',
      method: 'get',
      path: '/api/v2/chat/ambassadors/{ambassador}/chatrooms',
      scopes: ['chat:self', 'chat:brand'],
      self: 'own',
      brand: 'required',
      params: AmbassadorPath,
      query: AmbassadorRoomsQuery,
      answers: { 200: ListedChatroomList },
    },
    async (c) => {
      const query = c.req.valid('query')
      const { ambassador } = c.req.valid('param')
      const slice = await listRoomsOfAmbassador(c.var, ambassador, query)
      const data = slice.rows.map((room) => presentListedChatroom(room, c.var))
      return c.json(envelope(data, slice, query, c.req.url))
    },
  ),
]
