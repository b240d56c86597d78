// What goes over a socket, and how one is closed.
import * as z from 'zod/mini'
import { Id, sized } from '../contract/fields.ts'

/** Bytes that a frame of a client may have. */
const LARGEST_FRAME = 8 * 1024

/** The code of a socket that is closed by who wanted to. */
const NORMAL = 1000

/** Why a socket is closed; what a client does about it is in docs/realtime.md. */
export const CLOSE = {
  malformed: 4400,
  unauthorized: 4401,
  forbidden: 4403,
  replaced: 4409,
  tooMany: 4429,
  unavailable: 1013,
  // Nobody is there to read the code.
  silent: 1001,
} as const

export type Closing = keyof typeof CLOSE

/** What a client may say, beside `ping`, which is answered without anybody looking. */
const ClientFrame = z.union([
  z.object({ type: z.literal('typing'), id_chatroom: Id }),
  z.object({ type: z.literal('authenticate'), token: z.string().check(z.minLength(1, sized)) }),
])

export type ClientFrame = z.infer<typeof ClientFrame>

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The frame of a client; null for one that can't be read. */
export const readFrame = (data: string | ArrayBuffer): ClientFrame | null => {
  if (typeof data !== 'string' || data.length > LARGEST_FRAME) return null
  if (new TextEncoder().encode(data).byteLength > LARGEST_FRAME) return null
  return ClientFrame.safeParse(parsed(data)).data ?? null
}

/** Closes from this side what a client has closed: until then it waits, Node for 10 seconds. */
export const answerClose = (socket: WebSocket): void => {
  try {
    socket.close(NORMAL)
  } catch {
    // The connection is gone.
  }
}
