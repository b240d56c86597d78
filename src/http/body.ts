// Reads a JSON body once, and only if it is JSON, small and UTF-8.
import type { Context } from 'hono'
import { FailureError, invalid } from '../contract/failure.ts'

/** Bytes, unless a route takes more. */
export const LARGEST_BODY = 64 * 1024

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/** The 422 for a body that is not JSON text. */
const malformedBody = () => invalid({ body: ['body must be well-formed JSON in UTF-8.'] })

/** The bytes of a stream of at most `limit`, and how many there were. What is too much is read and thrown away. */
const readStream = async (request: Request, limit: number) => {
  const bytes = new Uint8Array(limit)
  let size = 0
  for await (const chunk of request.body ?? []) {
    if (size + chunk.byteLength <= limit) bytes.set(chunk, size)
    size += chunk.byteLength
  }
  return { bytes: bytes.subarray(0, size), size }
}

/** The same at one go. */
const readWhole = async (request: Request) => {
  const bytes = new Uint8Array(await request.arrayBuffer())
  return { bytes, size: bytes.byteLength }
}

/** Made only where it is thrown, since an error takes note of its stack. */
const tooLarge = (limit: number) => new FailureError({ kind: 'bodyTooLarge', limit })

/** The body of a request ends in an error when the client has gone before it had sent all of it. */
const cutOff = (): never => {
  throw new FailureError({ kind: 'bodyCutOff' })
}

/**
 * The bytes of a body of at most `limit`: at one go if it says how long it is, else chunk by chunk. What is too much is
 * still read, to the end that the platform sets: a connection on which a body was left unread fails whoever uses it next.
 */
const readBytes = async (request: Request, limit: number): Promise<Uint8Array> => {
  const declared = request.headers.get('Content-Length')
  if (Number(declared) > limit) throw tooLarge(limit)
  const reading = declared === null ? readStream(request, limit) : readWhole(request)
  const { bytes, size } = await reading.catch(cutOff)
  if (size > limit) throw tooLarge(limit)
  return bytes
}

/**
 * The value of a JSON body. Throws 415 for another media type or a compressed body, 413 above `limit` bytes, 422 for what is not
 * JSON in UTF-8, and `bodyCutOff` when the client has gone.
 */
export const readJson = async ({ req }: Context, limit: number): Promise<unknown> => {
  const mediaType = req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') throw new FailureError({ kind: 'unsupportedMediaType' })
  const coding = req.header('Content-Encoding') || 'identity'
  if (coding.toLowerCase() !== 'identity') throw new FailureError({ kind: 'bodyCompressed' })
  const bytes = await readBytes(req.raw, limit)
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    throw malformedBody()
  }
}
