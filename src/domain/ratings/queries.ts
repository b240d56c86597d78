// The SQL that reads ratings.
import {
  and,
  eq,
  getTableColumns,
  type Placeholder,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm'
import { type RatingRow, ratings } from '../../db/conversation-schema.ts'
import { chatrooms } from '../../db/schema.ts'
import { jsonRow, jsonValue } from '../../db/rows.ts'
import { integer, nullable, select, statement } from '../../db/statement.ts'

const { idBrand: _, idChatroom: __, ...shown } = getTableColumns(ratings)

/** What an answer is made of. */
export const ratingColumns = shown

/** The row of a rating inside that of something else; null if there is none. */
export const ratingRow = (idBrand: SQLWrapper, idRating: SQLWrapper) =>
  jsonValue<RatingRow | null>(sql`(
  select ${jsonRow(ratingColumns)} from ${ratings} where ${ratings.idBrand} = ${idBrand} and ${ratings.idRating} = ${idRating})`)

/** A rating that nobody has deleted. */
export const isRating = ({ idBrand, idRating }: Record<'idBrand' | 'idRating', Placeholder>) =>
  and(
    eq(ratings.idBrand, idBrand),
    eq(ratings.idRating, idRating),
    sql`${ratings.deletedAt} is null`,
  )

/**
 * `columns` of the newest rating given in the room at hand. The index is named, because the planner takes a brand for a handful
 * of ratings and would read all of them by primary key.
 */
export const newestRating = (columns: SQL) => sql`
  select ${columns} from ${ratings} indexed by ratings_given
  where ${ratings.idBrand} = ${chatrooms.idBrand} and ${ratings.idChatroom} = ${chatrooms.idChatroom}
    and ${ratings.value} is not null and ${ratings.deletedAt} is null
  order by ${ratings.idRating} desc limit 1`

/** A rating that `viewer` gives or gets; a null `viewer` sees every rating of the brand. */
export const findRating = statement(
  { idBrand: integer, idRating: integer, viewer: nullable(integer) },
  ({ viewer, ...rating }) =>
    select(getTableColumns(ratings))
      .from(ratings)
      .where(
        and(
          isRating(rating),
          sql`(${viewer} is null or ${viewer} in (${ratings.idRater}, ${ratings.idRated}))`,
        ),
      ),
)
