// The SQL that gives a rating.
import { and, type Placeholder, sql } from 'drizzle-orm'
import { mayPostIn } from '../domain/access/queries.ts'
import { ratings } from '../db/conversation-schema.ts'
import { aliased, build, integer, nullable, statement, text } from '../db/statement.ts'
import { appendEvents } from '../domain/events/append-queries.ts'
import { isRating } from '../domain/ratings/queries.ts'

const GIVEN = {
  idBrand: integer,
  idRating: integer,
  value: integer,
  content: nullable(text),
  viewer: nullable(integer),
}

type Given = Record<keyof typeof GIVEN, Placeholder>

/** A rating of the rater's, or any for a null `viewer`. A rater who comments must be one who may post in the room. */
const mayGive = ({ content, viewer, ...rating }: Given) =>
  and(
    isRating(rating),
    sql`(${viewer} is null or (${ratings.idRater} = ${viewer} and (${content} is null
      or ${mayPostIn({ idBrand: rating.idBrand, idChatroom: ratings.idChatroom }, viewer)})))`,
  )

const keptContent = ({ content }: Given) => sql`coalesce(${content}, ${ratings.content})`

/** Whether the rating would not stay as it is. */
const isChanged = (given: Given) =>
  sql`(${ratings.value} is not ${given.value} or ${ratings.content} is not ${keptContent(given)})`

/** Appends to the log that the rating is about to be given, unless it would stay as it is. */
export const appendUpdated = statement({ ...GIVEN, now: integer }, ({ now, ...given }) =>
  appendEvents(
    'rating.updated',
    given.idBrand,
    { idChatroom: ratings.idChatroom, idRating: ratings.idRating },
    now,
    sql`from ${ratings} where ${mayGive(given)} and ${isChanged(given)}`,
  ),
)

/** Gives a rating its value, and its comment unless that is null; answers a row if that was allowed. */
export const giveRating = statement({ ...GIVEN, now: integer }, ({ now, ...given }) =>
  build
    .update(ratings)
    .set({
      value: sql`${given.value}`,
      content: keptContent(given),
      // What is told of it stays true when it is given again.
      updatedAt: sql`iif(${isChanged(given)}, ${now}, ${ratings.updatedAt})`,
    })
    .where(mayGive(given))
    .returning(aliased({ idRating: ratings.idRating })),
)
