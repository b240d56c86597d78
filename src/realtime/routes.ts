// HTTP for whoever runs the hubs of a brand.
import { encodeCursor } from '../domain/events/cursor.ts'
import { findEnd } from '../domain/events/log-service.ts'
import { route } from '../http/route.ts'
import type { HubState } from './counters.ts'
import { Realtime } from './schema.ts'
import { listHubStates } from './service.ts'

const presentHub = ({ position, longestGap, ...counters }: HubState, hub: number) => ({
  hub,
  cursor: position === null ? null : encodeCursor(position),
  ...counters,
  longest_gap: longestGap,
})

export const realtimeRoutes = [
  route(
    {
      id: 'getRealtime',
      method: 'get',
      path: '/api/v2/manager/realtime',
      scopes: ['manager'],
      brand: 'optional',
      answers: { 200: Realtime },
    },
    async (c) => {
      const [end, states] = await Promise.all([
        findEnd(c.var),
        listHubStates(c.env, c.get('idBrand')),
      ])
      return c.json({ cursor: encodeCursor(end), hubs: states.map(presentHub) })
    },
  ),
]
