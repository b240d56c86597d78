// npm run export -- --brand 3: writes the people, tags, rooms and messages of a brand as NDJSON, read through the API.
import { existsSync } from 'node:fs'
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChatClient } from '../client/index.ts'
import { clientOf, dataCommand, Problem, run, type Target } from './data/command.ts'
import { messagePages, peoplePages, roomPages, tagPages } from './data/export-lists.ts'
import { counted, withProgress } from './data/progress.ts'
import { totalOf } from './data/walk.ts'

interface Options extends Target {
  readonly out?: string
}

const options = dataCommand('export', 'Write what a brand has as NDJSON files.')
  .option('--out <folder>', 'a folder that is not there yet (default: export-<brand>)')
  .addHelpText('after', '\nThe token needs the scopes chat:brand and manager.')
  .parse()
  .opts<Options>()

const out = (options.out ?? `export-${options.brand}`).replace(/(?<=.)\/+$/, '')
/** Gets the name `out` when it is whole. */
const unfinished = `${out}.unfinished`

/** Lines that each file has so far. */
const counts = { ambassadors: 0, 'brand-tags': 0, chatrooms: 0, messages: 0 }

type Name = keyof typeof counts

const pathOf = (name: string): string => join(unfinished, `${name}.ndjson`)

const write = async (name: Name, items: readonly unknown[]): Promise<void> => {
  await appendFile(pathOf(name), items.map((item) => `${JSON.stringify(item)}\n`).join(''))
  counts[name] += items.length
}

/** Asks for the shortest page by number: it counts the whole list. */
const ONE = { params: { query: { per_page: 1 } } }

const exportList = async (
  name: Name,
  total: number,
  pages: AsyncIterable<readonly unknown[]>,
): Promise<void> =>
  withProgress({ name, total }, async (move) => {
    for await (const page of pages) {
      await write(name, page)
      move(counts[name], '')
    }
  })

const exportRooms = async (chat: ChatClient): Promise<void> => {
  const total = await totalOf(chat.GET('/api/v2/manager/chatrooms', ONE))
  await withProgress({ name: 'chatrooms', total }, async (move) => {
    for await (const rooms of roomPages(chat)) {
      for (const room of rooms) {
        for await (const page of messagePages(chat, room)) await write('messages', page)
        await write('chatrooms', [room])
        move(counts.chatrooms, `${counted(counts.messages)} messages`)
      }
    }
  })
}

const exportBrand = async (): Promise<number> => {
  if (existsSync(out)) throw new Problem(`${out} is there already: name another folder with --out.`)
  const chat = await clientOf(options, 'chat:brand manager')
  await mkdir(unfinished, { recursive: true })
  // An export that was stopped may have left some there.
  for (const name of Object.keys(counts)) await writeFile(pathOf(name), '')
  const people = await totalOf(chat.GET('/api/v2/manager/ambassadors', ONE))
  await exportList('ambassadors', people, peoplePages(chat))
  const tags = await totalOf(chat.GET('/api/v2/manager/brand-tags', ONE))
  await exportList('brand-tags', tags, tagPages(chat))
  await exportRooms(chat)
  await rename(unfinished, out)
  const lines = Object.entries(counts).map(([name, count]) => `${counted(count)} in ${name}.ndjson`)
  console.log(`Brand ${options.brand}, in ${out}: ${lines.join(', ')}.`)
  if (counts.ambassadors === 0) {
    console.error(`Warning: brand ${options.brand} has no people. Is --brand right?`)
  }
  return 0
}

await run(exportBrand, () => '')
