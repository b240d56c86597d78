// The SQL that makes an ambassador nobody in particular. What it wrote stays.
import { and, eq, sql } from 'drizzle-orm'
import { messages, waitingList } from '../db/conversation-schema.ts'
import { ambassadors } from '../db/schema.ts'
import { build, integer, statement } from '../db/statement.ts'

const AMBASSADOR = { idBrand: integer, idAmbassador: integer }

/** Removes what tells who an ambassador is or when it was there. */
export const anonymize = statement(AMBASSADOR, ({ idBrand, idAmbassador }) =>
  build
    .update(ambassadors)
    .set({
      image: null,
      firstname: null,
      lastname: null,
      username: null,
      email: null,
      emailTmp: null,
      ownEmailTmp: null,
      customerId: null,
      searchText: null,
      lastActionAt: null,
      isAnonymized: true,
    })
    .where(
      and(
        eq(ambassadors.idBrand, idBrand),
        eq(ambassadors.idAmbassador, idAmbassador),
        sql`${ambassadors.isAnonymized} = 0`,
      ),
    ),
)

/** Forgets the idempotency keys of an ambassador's messages. */
export const forgetRequests = statement(AMBASSADOR, ({ idBrand, idAmbassador }) =>
  build
    .update(messages)
    .set({ requestKey: null, requestHash: null, request: null })
    .where(
      and(
        eq(messages.idBrand, idBrand),
        sql`${messages.idMessage} in (
          select keyed.id_message from ${messages} as keyed indexed by messages_request_author
          where keyed.id_brand = ${idBrand} and keyed.id_ambassador = ${idAmbassador}
            and keyed.request_key is not null)`,
      ),
    ),
)

/** Forgets what an ambassador said while it was waiting, and what was said of it. */
export const forgetWaiting = statement(AMBASSADOR, ({ idBrand, idAmbassador }) =>
  build
    .update(waitingList)
    .set({ content: null, comment: null, requestKey: null, requestHash: null })
    .where(
      and(
        eq(waitingList.idBrand, idBrand),
        sql`${waitingList.idWaiting} in (
          select own.id_waiting from ${waitingList} as own indexed by waiting_list_user
          where own.id_brand = ${idBrand} and own.id_user = ${idAmbassador})`,
      ),
    ),
)
