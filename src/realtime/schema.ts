// The wire shape of what an operator sees of the hubs of a brand.
import * as z from 'zod/mini'

const count = z.int().check(z.minimum(0))

const cursor = z.string().check(z.meta({ example: '412-lnenrx40' }))

const HubState = z
  .object({
    hub: count,
    cursor: z.nullable(cursor),
    sockets: count,
    delivered: count,
    healed: count,
    dropped: count,
    longest_gap: count,
    reads: count,
    marks: count,
  })
  .register(z.globalRegistry, { id: 'HubState' })

export const Realtime = z
  .object({
    cursor: cursor,
    hubs: z.array(HubState),
  })
  .register(z.globalRegistry, { id: 'Realtime' })
