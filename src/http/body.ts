// Reads a JSON body once, and only if it is JSON, small and UTF-8.
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { FailureError, invalid } from '../failure.ts'

const LARGEST_BODY = 64 * 1024

const withinLimit = bodyLimit({
  maxSize: LARGEST_BODY,
  onError: () => {
    throw new FailureError({ kind: 'bodyTooLarge' })
  },
})

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** The 422 for a body that is not JSON text. */
export const malformedBody = () => invalid({ body: ['body must be well-formed JSON in UTF-8.'] })

/**
 * Leaves the body's text where Hono's validator looks for it.
 * Throws 415 for another media type, 413 above 64 KiB, and 422 for bytes that are not UTF-8.
 */
export const readBody = async (c: Context): Promise<void> => {
  const mediaType = c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') throw new FailureError({ kind: 'unsupportedMediaType' })
  await withinLimit(c, () => Promise.resolve())
  const bytes = await c.req.raw.arrayBuffer()
  try {
    const text = decoder.decode(bytes)
    Object.assign(c.req.bodyCache, { text: Promise.resolve(text) })
  } catch {
    throw malformedBody()
  }
}
