// The SQL that reads ratings.
import { and, eq, getTableColumns, type Placeholder, type SQLWrapper, sql } from 'drizzle-orm'
import { type RatingRow, ratings } from '../../db/conversation-schema.ts'
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
