// The SQL that asks for a rating.
import { sql } from 'drizzle-orm'
import { ratings } from '../db/conversation-schema.ts'
import { chatrooms } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { isNewRequest, mayPost } from '../messages/post-queries.ts'

/** Inserts a rating without a value under the condition that its message is inserted under. */
export const insertRating = statement(
  ['idBrand', 'idChatroom', 'idRater', 'idRated', 'now', 'requestKey'],
  ({ idBrand, idChatroom, idRater, idRated, now, requestKey }) =>
    build.insert(ratings).select(
      sql`select ${idBrand}, (
          select coalesce(max(${ratings.idRating}), 0) + 1 from ${ratings}
          where ${ratings.idBrand} = ${idBrand}
        ), ${idChatroom}, ${idRater}, ${idRated}, null, null, ${now}, ${now}, null
        from ${chatrooms} where ${mayPost({ idBrand, idChatroom }, idRater, idRated)}
          and ${isNewRequest(idBrand, requestKey)}`,
    ),
)
