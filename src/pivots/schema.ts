// The wire shapes of what an ambassador does with a room of its own.
import * as z from 'zod'
import { code, Id, IdText } from '../contract/fields.ts'

export const PurgePath = z.object({ chatroom: IdText.meta({ description: 'The id of the room.' }) })

export const PivotPath = z.object({
  chatroom: IdText.meta({ description: 'The id of the room.' }),
  ambassador: IdText.meta({
    description: 'The id of the ambassador whose place in the room it is.',
  }),
})

export const Purge = z
  .object({ id_ambassador: Id })
  .meta({ id: 'Purge' })
  .transform(({ id_ambassador: idAmbassador }) => ({ idAmbassador }))

export const Archive = z.object({ archive: z.boolean() }).meta({ id: 'Archive' })

export const Block = z
  .object({ is_blocked: z.boolean() })
  .meta({ id: 'Block' })
  .transform(({ is_blocked: isBlocked }) => ({ isBlocked }))

export const Flag = z
  .object({ flag: code([1, 2]).nullable().meta({ description: '1 to do, 2 done, null none.' }) })
  .meta({ id: 'Flag' })

export const Done = z.object({ message: z.string() }).meta({ id: 'Done' })
