// Sends rows in batches. The API takes all rows of a request or none, so those that it refuses are left out and the rest is sent again.
import type { ChatClient, Schemas } from '../../client/index.ts'
import { isValidationError } from '../../client/index.ts'
import { answerOf, refusalOf } from './command.ts'
import type { Entry } from './entry.ts'

/** People that one request may hold. */
const MOST_ROWS = 1000

/** Bytes of JSON that one request may hold, 1 MiB, with room for the brackets. */
const MOST_BYTES = 1024 * 1024 - 2

/** Bytes that a row takes in a request, with its comma. */
const sizeOf = ({ row }: Entry): number => Buffer.byteLength(JSON.stringify(row)) + 1

/** Groups rows into batches that fit into a request. Rows that can't be sent come along in their places. */
export async function* batchesOf(entries: AsyncIterable<Entry>): AsyncGenerator<Entry[]> {
  let batch: Entry[] = []
  let bytes = 0
  for await (const entry of entries) {
    let size = sizeOf(entry)
    if (size > MOST_BYTES) entry.errors.push('The row is larger than 1 MiB.')
    if (entry.errors.length > 0) size = 0
    if (batch.length === MOST_ROWS || bytes + size > MOST_BYTES) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(entry)
    bytes += size
  }
  if (batch.length > 0) yield batch
}

/** `3.email_tmp must differ from 0.email_tmp.`, said of the field `3.email_tmp`, as `email_tmp must differ from email_tmp of line 2.` */
const inWordsOfFile = (message: string, field: string, sent: readonly Entry[]): string => {
  const name = field.split('.')[1] ?? 'The row'
  const sentence = message.startsWith(field) ? name + message.slice(field.length) : message
  return sentence.replaceAll(/\b(\d+)\.([a-z_]+)/g, (text, index: string, other: string) => {
    const entry = sent[Number(index)]
    return entry === undefined ? text : `${other} of line ${entry.line}`
  })
}

/** Adds to the rows what the API says of them; answers whether it names any. */
const takeErrors = (errors: Schemas['ValidationError']['errors'], sent: readonly Entry[]) => {
  let isNamed = false
  for (const [field, messages] of Object.entries(errors)) {
    const index = /^\d+(?=\.|$)/.exec(field)?.[0]
    const entry = index === undefined ? undefined : sent[Number(index)]
    if (entry === undefined) continue
    entry.errors.push(...messages.map((message) => inWordsOfFile(message, field, sent)))
    isNamed = true
  }
  return isNamed
}

const isSendable = ({ errors }: Entry): boolean => errors.length === 0

/** Whether a record replaces the one that is there or changes it, and whether anything is written at all. */
export interface Way {
  readonly isReplacing: boolean
  readonly isDryRun: boolean
}

const send = (chat: ChatClient, rows: readonly unknown[], { isReplacing, isDryRun }: Way) => {
  const path = '/api/v2/manager/ambassadors'
  const params = { query: { dry_run: isDryRun ? ('true' as const) : ('false' as const) } }
  return isReplacing
    ? chat.PUT(path, { params, body: rows as Schemas['PutAmbassador'][] })
    : chat.PATCH(path, { params, body: rows as Schemas['PatchAmbassador'][] })
}

/** Sends the rows of a batch and marks those that are refused. Throws a problem when the API takes or names none. */
export const sendBatch = async (
  chat: ChatClient,
  batch: readonly Entry[],
  way: Way,
): Promise<Schemas['PutResult']> => {
  let rest = batch.filter(isSendable)
  while (rest.length > 0) {
    const rows = rest.map(({ row }) => row)
    const { data, error, response } = await answerOf(send(chat, rows, way))
    if (data !== undefined) return data
    const isNamed = isValidationError(error) && takeErrors(error.errors, rest)
    if (!isNamed) throw await refusalOf(response, error)
    rest = rest.filter(isSendable)
  }
  return { created: 0, updated: 0, unchanged: 0 }
}
