// The SQL of the search in texts that are folded.
import { type SQLWrapper, sql } from 'drizzle-orm'

/** Whether a text has all of the words. Not LIKE: D1 takes patterns of 50 bytes only. One parameter, however many there are. */
export const hasWords = (text: SQLWrapper, words: readonly string[]) =>
  words.length === 0
    ? undefined
    : sql`not exists (
        select 1 from json_each(${JSON.stringify(words)}) where coalesce(instr(${text}, value), 0) = 0)`
