// What takes many requests to arrange is arranged by them once; whoever wants it again gets the same rows in one round trip.
import { env } from 'cloudflare:workers'
import { tableNames } from './empty-database.ts'

/** The columns of each table that can be written, which are all but the generated ones, parents first. */
const columnsOfTables = async (): Promise<(readonly [table: string, columns: string[]])[]> => {
  const tables = await tableNames(env.DB)
  const found = await env.DB.batch<{ name: string }>(
    tables.map((table) => env.DB.prepare(`select name from pragma_table_info('${table}')`)),
  )
  return tables.map((table, index) => [table, found[index]!.results.map(({ name }) => name)])
}

/** The inserts that bring back what a brand has now. */
const insertsOf = async (idBrand: number): Promise<D1PreparedStatement[]> => {
  const tables = await columnsOfTables()
  const found = await env.DB.batch(
    tables.map(([table, columns]) =>
      env.DB.prepare(`select ${columns.join(', ')} from ${table} where id_brand = ?`).bind(idBrand),
    ),
  )
  return tables.map(([table, columns], index) => {
    const values = columns.map((column) => `value ->> '${column}'`).join(', ')
    const sql = `insert into ${table} (${columns.join(', ')}) select ${values} from json_each(?)`
    return env.DB.prepare(sql).bind(JSON.stringify(found[index]!.results))
  })
}

const records = new Map<string, D1PreparedStatement[]>()

/** Gives a brand without rows what `make` gives it. `name` stands for all that `make` depends on. */
export const recorded = async (
  name: string,
  idBrand: number,
  make: () => Promise<void>,
): Promise<void> => {
  const known = records.get(name)
  if (known !== undefined) {
    await env.DB.batch(known)
    return
  }
  await make()
  records.set(name, await insertsOf(idBrand))
}
