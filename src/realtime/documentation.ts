// What the OpenAPI document says of the hubs of a brand.
import type { Documentation, Texts } from '../http/operation.ts'
import type { realtimeRoutes } from './routes.ts'

export const fields: Texts = {
  delivered: 'Events that were sent, each counted for each socket.',
  dropped: 'Sockets that the hub has closed.',
  healed: 'Events that the hub has read from the log because it was not notified of them.',
  hub: 'The number of the hub, from 0.',
  hubs: 'Counted since the hub first had a listener. A hub that has slept may have forgotten what it delivered, read and marked in the 25 seconds before.',
  longest_gap: 'The longest that an event has waited for an earlier one, in milliseconds.',
  marks:
    'Round trips that marked who is present, or looked up who still is: at most one a second, and one a beat.',
  reads: 'Round trips to the database that read the log, and who is in which room.',
  sockets: 'Sockets that are open.',
  'HubState.cursor': 'Up to where the hub has passed the log on; null while nobody listens.',
  'Realtime.cursor': 'Where the log ends.',
}

export const operations: Documentation<typeof realtimeRoutes> = {
  getRealtime: {
    tag: 'Manager',
    summary: 'Look at the hubs',
    description:
      'How many listen to the brand, and what its hubs have done. `healed` and `longest_gap` that grow say that notifications get lost; `cursor` of a hub that stays behind that of the log, that it is not told at all.',
    answers: {
      200: {
        description: 'The end of the log, and each hub.',
        example: {
          cursor: '412-lnenrx40',
          hubs: [
            {
              hub: 0,
              cursor: '412-lnenrx40',
              sockets: 25,
              delivered: 9120,
              healed: 3,
              dropped: 1,
              longest_gap: 104,
              reads: 260,
              marks: 31,
            },
          ],
        },
      },
    },
  },
}
