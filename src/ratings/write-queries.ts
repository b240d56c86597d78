// The SQL that gives a rating.
import { and, eq, sql } from 'drizzle-orm'
import { mayPostIn } from '../access/queries.ts'
import { ratings } from '../db/conversation-schema.ts'
import { chatrooms } from '../db/schema.ts'
import { aliased, build, integer, nullable, statement, text } from '../db/statement.ts'
import { isRating, newestRating } from './queries.ts'

/**
 * Gives a rating its value, and its comment unless that is null, if `viewer` is null or the rater; answers a row if so. A rater
 * who comments must be one who may post in the room.
 */
export const giveRating = statement(
  {
    idBrand: integer,
    idRating: integer,
    value: integer,
    content: nullable(text),
    now: integer,
    viewer: nullable(integer),
  },
  ({ value, content, now, viewer, ...rating }) =>
    build
      .update(ratings)
      .set({
        value: sql`${value}`,
        content: sql`coalesce(${content}, ${ratings.content})`,
        updatedAt: sql`${now}`,
      })
      .where(
        and(
          isRating(rating),
          sql`(${viewer} is null or (${ratings.idRater} = ${viewer} and (${content} is null
            or ${mayPostIn({ idBrand: rating.idBrand, idChatroom: ratings.idChatroom }, viewer)})))`,
        ),
      )
      .returning(aliased({ idRating: ratings.idRating })),
)

const newestValue = sql`(${newestRating(sql`${ratings.value}`)})`

/** Keeps in the room of a rating the value of the newest one given there; writes only what has changed. */
export const updateLastRating = statement({ idBrand: integer, idRating: integer }, (rating) =>
  build
    .update(chatrooms)
    .set({ lastRatingValue: newestValue })
    .where(
      and(
        eq(chatrooms.idBrand, rating.idBrand),
        sql`${chatrooms.idChatroom} = (
          select ${ratings.idChatroom} from ${ratings} where ${isRating(rating)})`,
        sql`${chatrooms.lastRatingValue} is not ${newestValue}`,
      ),
    ),
)
