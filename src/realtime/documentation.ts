// What the OpenAPI document says of the hubs of a brand.
import type { Documentation } from '../http/documentation.ts'
import type { realtimeRoutes } from './routes.ts'

export const realtimeDocumentation: Documentation<typeof realtimeRoutes> = {
  getRealtime: {
    tag: 'Manager',
    summary: 'Look at the hubs',
    description:
      'How many listen to the brand, and what its hubs have done. `healed` and `longest_gap` that grow say that notifications get lost; `cursor` of a hub that stays behind that of the log, that it is not told at all.',
    answers: {
      200: {
        description: 'The end of the log, and each hub.',
        example: {
          cursor: '412-lq2x8k0f',
          hubs: [
            {
              hub: 0,
              cursor: '412-lq2x8k0f',
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
