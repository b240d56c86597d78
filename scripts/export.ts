// npm run export -- --brand 3: writes the lists and the messages of a brand as NDJSON, read through the API.
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
import { lengthOf, LISTS, messagePages, wholePages } from './data/export-lists.ts'
import { exportPerson } from './data/export-person.ts'
import { counted, withProgress } from './data/progress.ts'
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

/** Those of the lists, and one for what rooms have. */
const NAMES = [...LISTS.map(({ name }) => name), 'messages'].toSorted()

/** The files of an export, in a folder of another name until they are whole. */
const openFiles = async (folder: string) => {
  const counts = new Map<string, number>()
  const pathOf = (name: string): string => join(folder, `${name}.ndjson`)
  await mkdir(folder, { recursive: true })
  // An export that was stopped may have left some there.
  for (const name of NAMES) await writeFile(pathOf(name), '')
  return {
    /** Lines that a file has so far. */
    count: (name: string): number => counts.get(name) ?? 0,
    write: async (name: string, items: readonly unknown[]): Promise<void> => {
      await appendFile(pathOf(name), items.map((item) => `${JSON.stringify(item)}\n`).join(''))
      counts.set(name, (counts.get(name) ?? 0) + items.length)
    },
  }
}

type Files = Awaited<ReturnType<typeof openFiles>>

const exportList = async (
  io: Io,
  { count, write }: Files,
  chat: ChatClient,
  list: (typeof LISTS)[number],
): Promise<void> => {
  const { name } = list
  await withProgress(io, { name, total: await lengthOf(chat, list) }, async (move) => {
    for await (const page of wholePages(chat, list)) {
      for (const room of name === 'chatrooms' ? page : []) {
        for await (const said of messagePages(chat, room)) await write('messages', said)
        move(count(name), `${counted(count('messages'))} messages`)
      }
      await write(name, page)
      move(count(name), '')
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
  for (const list of LISTS) await exportList(io, files, chat, list)
  await rename(unfinished, out)
  const lines = NAMES.map((name) => `${counted(files.count(name))} in ${name}.ndjson`)
  io.print(`Brand ${brand}, in ${out}: ${lines.join(', ')}.`)
  if (files.count('ambassadors') === 0) {
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
