// The wire shape of what an operator sees of the hubs of a brand.
import * as z from 'zod'

const count = (description: string) => z.int().min(0).meta({ description })

const cursor = (description: string) => z.string().meta({ description, example: '412-lq2x8k0f' })

const HubState = z
  .object({
    hub: count('The number of the hub, from 0.'),
    cursor: cursor('Up to where the hub has told the log; null while nobody listens.').nullable(),
    sockets: count('Sockets that are open.'),
    delivered: count('Events that were sent, each counted for each socket.'),
    healed: count('Events that the hub has read from the log because it was not told of them.'),
    dropped: count('Sockets that the hub has closed.'),
    longest_gap: count('Milliseconds that an event has waited for an earlier one at most.'),
    reads: count('Round trips to the database that read the log, and who is in which room.'),
    marks: count('Round trips that marked who is present: at most one a second, and one a beat.'),
  })
  .meta({ id: 'HubState' })

export const Realtime = z
  .object({
    cursor: cursor('Where the log ends.'),
    hubs: z.array(HubState).meta({ description: 'Counted since the hub first had a listener.' }),
  })
  .meta({ id: 'Realtime' })
