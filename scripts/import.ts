// npm run import -- ambassadors.csv --brand 3: brings the people of a brand in through the API, and goes on where it was stopped.
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Option } from 'commander'
import type { ChatClient } from '../client/index.ts'
import { batchesOf, sendBatch, type Way } from './data/batch.ts'
import {
  type Counters,
  findCheckpoint,
  removeCheckpoint,
  type Run,
  START,
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
  readonly replace?: boolean
  readonly dryRun?: boolean
}

const FORMATS: Record<string, string> = { csv: 'csv', ndjson: 'ndjson', jsonl: 'ndjson' }

interface Job {
  readonly io: Io
  readonly file: string
  readonly options: Options
  readonly checkpoint: string
  readonly way: Way
  /** Whether the same command would go on behind the first line. */
  isResumable: boolean
}

const createCommand = () =>
  dataCommand('import', 'Create or change the people of a brand from a file.')
    .argument('<file>', 'CSV or NDJSON; see docs/data.md for the columns')
    .addOption(
      new Option('--format <format>', 'by default what the name of the file says').choices([
        'csv',
        'ndjson',
      ]),
    )
    .option('--report <file>', 'where the refused rows go (default: <file>.refused.ndjson)')
    .option('--replace', 'clear what the file has no column for, instead of keeping it')
    .addOption(
      new Option('--dry-run', 'say what would happen, and write nothing').conflicts([
        'report',
        'restart',
      ]),
    )
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

const noteOf = (counters: Counters): string =>
  (['created', 'changed', 'unchanged', 'refused'] as const)
    .map((name) => `${counted(counters[name])} ${name}`)
    .join(', ')

const startOf = (job: Job, identity: Run): Counters => {
  const { io, options, checkpoint } = job
  const isFresh = options.restart || options.dryRun
  const found = isFresh ? null : findCheckpoint(checkpoint, identity)
  if (found === null) return { ...START }
  if (found === 'another') {
    io.warn(`${checkpoint} is of another import: this one begins with the first line.`)
    return { ...START }
  }
  job.isResumable = true
  io.warn(`Going on behind line ${counted(found.line)}: ${noteOf(found)} before.`)
  return found
}

/** Refused rows that a dry run names. */
const MOST_NAMED = 20

/** Names refused rows on the screen, as a dry run writes no report. */
const nameRefused = ({ io }: Job, refused: readonly Entry[], before: number): void => {
  for (const { line, errors } of refused.slice(0, Math.max(0, MOST_NAMED - before))) {
    io.print(`Line ${counted(line)}: ${errors.join(' ')}`)
  }
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
    const { created, updated, unchanged } = await sendBatch(chat, batch, job.way)
    const refused = batch.filter(({ errors }) => errors.length > 0)
    if (job.way.isDryRun) nameRefused(job, refused, counters.refused)
    else counters.reportBytes = await addToReport(identity.report, counters.reportBytes, refused)
    counters.line = batch.at(-1)?.line ?? counters.line
    counters.created += created
    counters.changed += updated - unchanged
    counters.unchanged += unchanged
    counters.refused += refused.length
    if (!job.way.isDryRun) {
      writeCheckpoint(job.checkpoint, identity, counters)
      job.isResumable = true
    }
    move(counters.line, noteOf(counters))
  }
}

const conclude = ({ io, options, checkpoint, way }: Job, report: string, counters: Counters) => {
  const { refused, reportBytes } = counters
  if (way.isDryRun) {
    const more = refused - MOST_NAMED
    if (more > 0) io.print(`And ${counted(more)} more.`)
    io.print(`Brand ${options.brand}, if it were written: ${noteOf(counters)}.`)
  } else {
    // A file without rows has no batch that would have done it.
    cutReport(report, reportBytes)
    removeCheckpoint(checkpoint)
    io.print(`Brand ${options.brand}: ${noteOf(counters)}.`)
    if (refused > 0) io.print(`The refused rows, with line and reasons, are in ${report}.`)
  }
  if (refused > 0) throw new Exit(1)
}

const importPeople = async (job: Job): Promise<void> => {
  const { io, file, options, checkpoint, way } = job
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
  if (!way.isDryRun) await checkReport(report)
  const identity = { hash, brand, url, report, isReplacing: way.isReplacing }
  const counters = startOf(job, identity)
  const entries = behind(counters.line, refuseRepeats(read(linesOf(file))))
  await withProgress(io, { name: 'Line', total: lines, start: counters.line }, async (move) => {
    await sendEntries(job, chat, entries, identity, counters, move)
    move(lines, noteOf(counters))
  })
  conclude(job, report, counters)
}

export const main = (args: readonly string[], io: Io): Promise<void> => {
  const command = readCommand(createCommand(), args, io)
  const [file = ''] = command.args
  const options = command.opts<Options>()
  const { replace = false, dryRun = false } = options
  const way = { isReplacing: replace, isDryRun: dryRun }
  const job = { io, file, options, checkpoint: `${file}.progress.json`, way, isResumable: false }
  const hint = (): string =>
    job.isResumable ? ' The same command again goes on where this one stopped.' : ''
  return perform(io, () => importPeople(job), hint)
}

if (import.meta.main) process.exitCode = await run(main)
