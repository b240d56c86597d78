// npm run export -- --brand 3 --ambassador 7: all that is held about one person, in one file.
import { createWriteStream, existsSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { ChatClient } from '../../client/index.ts'
import type { Io } from '../io.ts'
import { answerOf, Problem, refusalOf } from './command.ts'
import { counted } from './progress.ts'

/** Bytes that the last line takes at most. */
const LAST_LINE = 100

/** How many lines came before the end, as the last one says; null for a file that is not whole. */
const linesIn = async (path: string): Promise<number | null> => {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const buffer = Buffer.alloc(Math.min(size, LAST_LINE))
    await file.read(buffer, 0, buffer.length, size - buffer.length)
    const [, lines] = /(?:^|\n)\{"type":"end","lines":(\d+)\}\n$/.exec(buffer.toString()) ?? []
    return lines === undefined ? null : Number(lines)
  } finally {
    await file.close()
  }
}

const brokenOff = () =>
  new Problem('The answer broke off, so the file is not whole. Run the command again.')

/** Writes the file, which gets its name when it is whole. Throws a problem when there is no such person. */
export const exportPerson = async (
  io: Io,
  chat: ChatClient,
  { brand, ambassador, out }: { brand: number; ambassador: number; out: string | undefined },
): Promise<void> => {
  const path = out ?? `export-${brand}-ambassador-${ambassador}.ndjson`
  if (existsSync(path)) throw new Problem(`${path} is there already: name another file with --out.`)
  const unfinished = `${path}.unfinished`
  const { data, error, response } = await answerOf(
    chat.GET('/api/v2/manager/ambassadors/{id}/export', {
      params: { path: { id: ambassador } },
      parseAs: 'stream',
    }),
  )
  if (response.status === 404) throw new Problem(`Brand ${brand} has no ambassador ${ambassador}.`)
  if (!data) throw await refusalOf(response, error)
  try {
    const body = Readable.fromWeb(data as unknown as ReadableStream)
    await pipeline(body, createWriteStream(unfinished))
  } catch (problem) {
    if (problem instanceof Error && 'syscall' in problem) throw problem
    throw brokenOff()
  }
  const lines = await linesIn(unfinished)
  if (lines === null) throw brokenOff()
  await rename(unfinished, path)
  io.print(`Ambassador ${ambassador} of brand ${brand}, in ${path}: ${counted(lines)} lines.`)
}
