// The wire shapes of what an ambassador does with a room of its own.
import * as z from 'zod/mini'
import * as contract from '../contract/codes.ts'
import { code, Id, IdText } from '../contract/fields.ts'

export const PivotPath = z.object({
  chatroom: IdText,
  ambassador: IdText,
})

export const Purge = z.pipe(
  z.object({ id_ambassador: Id }).register(z.globalRegistry, { id: 'Purge' }),
  z.transform(({ id_ambassador: idAmbassador }) => ({ idAmbassador })),
)

export const Archive = z
  .object({ archive: z.boolean() })
  .register(z.globalRegistry, { id: 'Archive' })

export const Block = z.pipe(
  z.object({ is_blocked: z.boolean() }).register(z.globalRegistry, { id: 'Block' }),
  z.transform(({ is_blocked: isBlocked }) => ({ isBlocked })),
)

export const Flag = z
  .object({ flag: z.nullable(code(contract.Flag)) })
  .register(z.globalRegistry, { id: 'Flag' })
