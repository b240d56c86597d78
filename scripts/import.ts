// npm run import -- ambassadors.csv --brand 3: brings the people of a brand in through the API, and goes on where it was stopped.
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Option } from 'commander'
import type { ChatClient } from '../client/index.ts'
import { batchesOf, sendBatch } from './data/batch.ts'
import {
  type Counters,
  findCheckpoint,
  removeCheckpoint,
  type Run,
  writeCheckpoint,
} from './data/checkpoint.ts'
import {
  clientOf,
  dataCommand,
  perform,
  Problem,
  readCommand,
  type Target,
} from './data/command.ts'
import { csvEntries } from './data/csv.ts'
import type { Entry } from './data/entry.ts'
import { linesOf, measure } from './data/lines.ts'
import { ndjsonEntries } from './data/ndjson.ts'
import { counted, type Move, withProgress } from './data/progress.ts'
import { addToReport, checkReport, cutReport } from './data/report.ts'
import { Exit, type Io, run } from './io.ts'

interface Options extends Target {
  readonly format?: string
  readonly report?: string
  readonly restart?: boolean
}

const FORMATS: Record<string, string> = { csv: 'csv', ndjson: 'ndjson', jsonl: 'ndjson' }

interface Job {
  readonly io: Io
  readonly file: string
  readonly options: Options
  readonly checkpoint: string
  /** Whether the same command would go on behind the first line. */
  isResumable: boolean
}

const createCommand = () =>
  dataCommand('import', 'Create or replace the people of a brand from a file.')
    .argument('<file>', 'CSV or NDJSON; see docs/data.md for the columns')
    .addOption(
      new Option('--format <format>', 'by default what the name of the file says').choices([
        'csv',
        'ndjson',
      ]),
    )
    .option('--report <file>', 'where the refused rows go (default: <file>.refused.ndjson)')
    .option('--restart', 'begin with the first line, although an import of this file was stopped')
    .addHelpText(
      'after',
      '\nExits with 0 when every row is in, 1 when some were refused, 2 when it could not be done.',
    )

const formatOf = ({ file, options }: Job): string => {
  const format = options.format ?? FORMATS[file.split('.').at(-1)?.toLowerCase() ?? '']
  if (format !== undefined) return format
  throw new Problem(`Say what ${file} is, with --format csv or --format ndjson.`)
}

/** Lets the first row with an id through; a later one would replace it without a word. */
async function* refuseRepeats(entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
  const firsts = new Map<unknown, number>()
  for await (const entry of entries) {
    const { id_ambassador: id } = Object(entry.row)
    const first = firsts.get(id)
    if (first !== undefined)
      entry.errors.push(`id_ambassador must differ from that of line ${first}.`)
    else if (typeof id === 'number') firsts.set(id, entry.line)
    yield entry
  }
}

async function* behind(line: number, entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
  for await (const entry of entries) if (entry.line > line) yield entry
}

const noteOf = ({ created, updated, refused }: Counters): string =>
  `${counted(created)} created, ${counted(updated)} updated, ${counted(refused)} refused`

const startOf = (job: Job, identity: Run): Counters => {
  const { io, options, checkpoint } = job
  const start = { line: 0, created: 0, updated: 0, refused: 0, reportBytes: 0 }
  const found = options.restart ? null : findCheckpoint(checkpoint, identity)
  if (found === null) return start
  if (found === 'another') {
    io.warn(`${checkpoint} is of another import: this one begins with the first line.`)
    return start
  }
  job.isResumable = true
  io.warn(`Going on behind line ${counted(found.line)}: ${noteOf(found)} before.`)
  return found
}

/** Sends entries in batches, and keeps the counters and the report up to each batch that the API has answered. */
const sendEntries = async (
  job: Job,
  chat: ChatClient,
  entries: AsyncIterable<Entry>,
  identity: Run,
  counters: Counters,
  move: Move,
): Promise<void> => {
  for await (const batch of batchesOf(entries)) {
    const { created, updated } = await sendBatch(chat, batch)
    const refused = batch.filter(({ errors }) => errors.length > 0)
    counters.reportBytes = await addToReport(identity.report, counters.reportBytes, refused)
    counters.line = batch.at(-1)?.line ?? counters.line
    counters.created += created
    counters.updated += updated
    counters.refused += refused.length
    writeCheckpoint(job.checkpoint, identity, counters)
    job.isResumable = true
    move(counters.line, noteOf(counters))
  }
}

const importPeople = async (job: Job): Promise<void> => {
  const { io, file, options, checkpoint } = job
  // It is read twice, which a pipe can't be.
  if (!statSync(file).isFile()) throw new Problem(`${file} is a folder or a pipe: name a file.`)
  const read = formatOf(job) === 'csv' ? csvEntries : ndjsonEntries
  const chat = await clientOf(options, 'manager', io)
  const { hash, lines } = await measure(file)
  const { brand, url } = options
  const report = resolve(options.report ?? `${file}.refused.ndjson`)
  if ([file, checkpoint].some((path) => resolve(path) === report)) {
    throw new Problem(`The import itself needs ${report}: name another file with --report.`)
  }
  await checkReport(report)
  const identity = { hash, brand, url, report }
  const counters = startOf(job, identity)
  const entries = behind(counters.line, refuseRepeats(read(linesOf(file))))
  await withProgress(io, { name: 'Line', total: lines, start: counters.line }, async (move) => {
    await sendEntries(job, chat, entries, identity, counters, move)
    move(lines, noteOf(counters))
  })
  // A file without rows has no batch that would have done it.
  cutReport(report, counters.reportBytes)
  removeCheckpoint(checkpoint)
  io.print(`Brand ${brand}: ${noteOf(counters)}.`)
  if (counters.refused === 0) return
  io.print(`The refused rows, with line and reasons, are in ${report}.`)
  throw new Exit(1)
}

export const main = (args: readonly string[], io: Io): Promise<void> => {
  const command = readCommand(createCommand(), args, io)
  const [file = ''] = command.args
  const options = command.opts<Options>()
  const job = { io, file, options, checkpoint: `${file}.progress.json`, isResumable: false }
  const hint = (): string =>
    job.isResumable ? ' The same command again goes on where this one stopped.' : ''
  return perform(io, () => importPeople(job), hint)
}

if (import.meta.main) process.exitCode = await run(main)
