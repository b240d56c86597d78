// The SQL of summaries.
import { and, getTableColumns, sql } from 'drizzle-orm'
import { isRoom } from '../domain/access/queries.ts'
import { keyedIn, KEYS } from '../domain/access/key-queries.ts'
import { mayName } from '../domain/chat-topics/queries.ts'
import { summaries } from '../db/conversation-schema.ts'
import { chatrooms } from '../db/schema.ts'
import { aliased, insertFrom, integer, nextId, nullable, statement, text } from '../db/statement.ts'
import { appendIfWritten } from '../domain/events/append-queries.ts'

/** Inserts a summary if there is such a room, its topic may be named and the key is new; answers a row if so. */
export const insertSummary = statement(
  {
    idBrand: integer,
    idChatroom: integer,
    summary: text,
    anomaly: nullable(integer),
    topic: nullable(integer),
    now: integer,
    ...KEYS,
  },
  ({ now, ...values }) =>
    insertFrom(
      summaries,
      {
        ...values,
        idSummary: nextId(summaries.idSummary, values.idBrand),
        insertedAt: now,
      },
      sql`from ${chatrooms}
        where ${and(isRoom(values), mayName(values.idBrand, values.topic))}`,
    )
      .onConflictDoNothing()
      .returning(aliased({ idSummary: summaries.idSummary })),
)

/** Appends to the log that the summary was written, if the statement before has. */
export const appendCreated = statement(
  { idBrand: integer, idChatroom: integer, now: integer },
  ({ idBrand, idChatroom, now }) =>
    appendIfWritten(
      'summary.created',
      idBrand,
      {
        idChatroom,
        idSummary: sql`(
          select max(${summaries.idSummary}) from ${summaries} where ${summaries.idBrand} = ${idBrand})`,
      },
      now,
    ),
)

/** The summary that came with an idempotency key. */
export const findByRequestKey = keyedIn(summaries, getTableColumns(summaries))
