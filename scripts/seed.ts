// Loads the demo data into an empty local database.
import type { BatchItem } from 'drizzle-orm/batch'
import { brands } from '../src/db/schema.ts'
import { seedDemoChats } from './demo-chats.ts'
import { demoData } from './demo-data.ts'
import { withLocalDatabase } from './local.ts'

/** Answers whether the database under `state` was empty and has been filled. */
export const seedIfEmpty = (root: string, state: string): Promise<boolean> =>
  withLocalDatabase(root, state, async (database) => {
    const known = await database.select().from(brands).limit(1)
    if (known.length > 0) return false
    // D1 takes 100 parameters a statement, so each row is one.
    const now = Date.now()
    const inserts: BatchItem<'sqlite'>[] = demoData(now).flatMap(({ table, rows }) =>
      rows.map((row) => database.insert(table).values(row)),
    )
    await database.batch(inserts as [BatchItem<'sqlite'>])
    await seedDemoChats(database.$client, now)
    return true
  })
