// The one server of all test files that need one: `npm run dev`, started when the first of them asks for it.
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { cleanUp, dev, SERVING, state } from '../commands/dev-server.ts'
import { freePort } from './free-port.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file asks for the server. */
    doorbell: string
  }
}

/** Brands with what the demo has in brand 3, so that nobody meets what others have made of it. */
export const DEMO_COPIES = { read: 61, samples: 62, example: 63, follow: 64 } as const

interface Server {
  port: number
  url: string
  /** What it has printed until it served. */
  printed: string
}

const copyDemo = (): void => {
  const file = globSync(join(state, 'v3/d1/*/*.sqlite')).find(
    (path) => !path.endsWith('metadata.sqlite'),
  )
  const database = new DatabaseSync(file ?? 'none', {
    enableForeignKeyConstraints: false,
    timeout: 10_000,
  })
  const tables = database
    .prepare(
      `select tables.name as name, group_concat(columns.name) as columns
       from sqlite_schema tables join pragma_table_info(tables.name) columns
       where tables.type = 'table' group by tables.name having columns like 'id_brand,%'`,
    )
    .all() as { name: string; columns: string }[]
  for (const { name, columns } of tables) {
    for (const brand of Object.values(DEMO_COPIES)) {
      const values = columns.replace('id_brand', String(brand))
      database.exec(
        `insert into ${name} (${columns}) select ${values} from ${name} where id_brand = 3`,
      )
    }
  }
  database.close()
}

const serve = async (): Promise<Server> => {
  const port = await freePort()
  const printed = await dev(port)
  if (printed.includes(SERVING)) copyDemo()
  return { port, url: `http://localhost:${port}`, printed }
}

/** Vitest's global setup of a project: opens the door, and ends the server with the run. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  let serving: Promise<Server> | undefined
  const door = createServer((_, response) => {
    serving ??= serve()
    void serving.then((server) => response.end(JSON.stringify(server)))
  }).listen(0, '127.0.0.1')
  await once(door, 'listening')
  provide('doorbell', `http://127.0.0.1:${(door.address() as AddressInfo).port}`)
  return async () => {
    door.close()
    await serving
    await cleanUp()
  }
}

/** The server, for all tests of a file; known once they run. */
export const useServer = (): Readonly<Server> => {
  const server: Server = { port: 0, url: '', printed: '' }
  beforeAll(async () => {
    Object.assign(server, await (await fetch(inject('doorbell'))).json())
    if (!server.printed.includes(SERVING)) throw new Error(server.printed)
  }, 180_000)
  return server
}
