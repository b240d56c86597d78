// Answers that are sent line by line while they are read, so that memory holds one page of them.
import type { Context } from 'hono'
import type { AppEnv } from './env.ts'
import { FailureError } from '../contract/failure.ts'
import { logError } from './log.ts'

export const NDJSON = 'application/x-ndjson'

const encoder = new TextEncoder()

const textOf = (lines: readonly unknown[]): Uint8Array =>
  encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))

/** What goes into the log when an answer breaks off: its status has been sent. */
const reasonOf = (c: Context<AppEnv>, error: unknown): string => {
  if (error instanceof FailureError) {
    return error.failure.kind === 'unavailable' ? error.failure.reason : error.failure.kind
  }
  logError(c.get('requestId'), error as Error)
  return 'defect'
}

/**
 * Streams pages of lines as a file, each read when the client has taken the one before, and a line of the type `end` with their
 * number behind them. An error cuts the connection, and the end is missing.
 */
export const ndjson = (
  c: Context<AppEnv>,
  pages: AsyncGenerator<readonly unknown[], void>,
  file: string,
): Response => {
  let lines = 0
  let isGone = false
  const { promise: streamed, resolve: finish } = Promise.withResolvers<boolean>()
  c.set('streamed', streamed)
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pages.next()
          // The client may have hung up while the page was read, and nobody is there to take it.
          if (isGone) return
          lines += value?.length ?? 0
          controller.enqueue(textOf(done ? [{ type: 'end', lines }] : (value ?? [])))
          if (!done) return
          controller.close()
          finish(true)
        } catch (error) {
          c.set('refusal', reasonOf(c, error))
          controller.error(error)
          finish(false)
        }
      },
      async cancel() {
        isGone = true
        c.set('refusal', 'client_gone')
        finish(true)
        await pages.return()
      },
    },
    { highWaterMark: 0 },
  )
  return c.body(stream, 200, {
    'Content-Type': NDJSON,
    'Content-Disposition': `attachment; filename="${file}"`,
  })
}
