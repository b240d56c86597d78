// npm run export -- --brand 3: writes the people, tags, rooms and messages of a brand as NDJSON, read through the API.
import { existsSync } from 'node:fs'
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChatClient } from '../client/index.ts'
import {
  clientOf,
  dataCommand,
  perform,
  Problem,
  readCommand,
  readId,
  type Target,
} from './data/command.ts'
import { messagePages, peoplePages, roomPages, tagPages, topicPages } from './data/export-lists.ts'
import { exportPerson } from './data/export-person.ts'
import { counted, withProgress } from './data/progress.ts'
import { totalOf } from './data/walk.ts'
import { type Io, run } from './io.ts'

interface Options extends Target {
  readonly out?: string
  readonly ambassador?: number
}

const createCommand = () =>
  dataCommand('export', 'Write what a brand has as NDJSON files.')
    .option('--ambassador <id>', 'all that is held about one person, as one file', readId)
    .option('--out <path>', 'a folder, or file, that is not there yet (default: export-<brand>)')
    .addHelpText(
      'after',
      '\nThe token needs the scopes chat:brand and manager; manager alone for one person.',
    )

const NAMES = ['ambassadors', 'brand-tags', 'chat-topics', 'chatrooms', 'messages'] as const
type Name = (typeof NAMES)[number]

/** The files of an export, in a folder of another name until they are whole. */
const openFiles = async (folder: string) => {
  const counts = { ambassadors: 0, 'brand-tags': 0, 'chat-topics': 0, chatrooms: 0, messages: 0 }
  const pathOf = (name: Name): string => join(folder, `${name}.ndjson`)
  await mkdir(folder, { recursive: true })
  // An export that was stopped may have left some there.
  for (const name of NAMES) await writeFile(pathOf(name), '')
  return {
    /** Lines that each file has so far. */
    counts: counts as Readonly<typeof counts>,
    write: async (name: Name, items: readonly unknown[]): Promise<void> => {
      await appendFile(pathOf(name), items.map((item) => `${JSON.stringify(item)}\n`).join(''))
      counts[name] += items.length
    },
  }
}

type Files = Awaited<ReturnType<typeof openFiles>>

/** Asks for the shortest page by number: it counts the whole list. */
const ONE = { params: { query: { per_page: 1 } } }

const exportList = (
  io: Io,
  { counts, write }: Files,
  name: Name,
  total: number,
  pages: AsyncIterable<readonly unknown[]>,
): Promise<void> =>
  withProgress(io, { name, total }, async (move) => {
    for await (const page of pages) {
      await write(name, page)
      move(counts[name], '')
    }
  })

const exportRooms = async (io: Io, { counts, write }: Files, chat: ChatClient): Promise<void> => {
  const total = await totalOf(chat.GET('/api/v2/manager/chatrooms', ONE))
  await withProgress(io, { name: 'chatrooms', total }, async (move) => {
    for await (const rooms of roomPages(chat)) {
      for (const room of rooms) {
        for await (const page of messagePages(chat, room)) await write('messages', page)
        await write('chatrooms', [room])
        move(counts.chatrooms, `${counted(counts.messages)} messages`)
      }
    }
  })
}

const exportBrand = async (options: Options, io: Io): Promise<void> => {
  const { brand } = options
  const out = (options.out ?? `export-${brand}`).replace(/(?<=.)\/+$/, '')
  if (existsSync(out)) throw new Problem(`${out} is there already: name another folder with --out.`)
  const unfinished = `${out}.unfinished`
  const chat = await clientOf(options, 'chat:brand manager', io)
  const files = await openFiles(unfinished)
  const people = await totalOf(chat.GET('/api/v2/manager/ambassadors', ONE))
  await exportList(io, files, 'ambassadors', people, peoplePages(chat))
  const tags = await totalOf(chat.GET('/api/v2/manager/brand-tags', ONE))
  await exportList(io, files, 'brand-tags', tags, tagPages(chat))
  const topics = await totalOf(chat.GET('/api/v2/manager/chat-topics', ONE))
  await exportList(io, files, 'chat-topics', topics, topicPages(chat))
  await exportRooms(io, files, chat)
  await rename(unfinished, out)
  const lines = NAMES.map((name) => `${counted(files.counts[name])} in ${name}.ndjson`)
  io.print(`Brand ${brand}, in ${out}: ${lines.join(', ')}.`)
  if (files.counts.ambassadors === 0) {
    io.warn(`Warning: brand ${brand} has no people. Is --brand right?`)
  }
}

export const main = (args: readonly string[], io: Io): Promise<void> => {
  const options = readCommand(createCommand(), args, io).opts<Options>()
  const work = async () => {
    const { brand, ambassador, out } = options
    if (ambassador === undefined) return exportBrand(options, io)
    const chat = await clientOf(options, 'manager', io)
    return exportPerson(io, chat, { brand, ambassador, out })
  }
  return perform(io, work, () => '')
}

if (import.meta.main) process.exitCode = await run(main)
