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
      const view = c.var
      const query = c.req.valid('query')
      const { ambassador } = c.req.valid('param')
      const { slice, members, lastMessages } = await listRoomsOfAmbassador(c.var, ambassador, query)
      const data = slice.rows.map((room) => {
        const { idChatroom: id } = room
        return presentListedChatroom(room, members.get(id) ?? [], lastMessages.get(id), view)
      })
      return c.json(envelope(data, slice, query, c.req.url))
    },
  ),
]
