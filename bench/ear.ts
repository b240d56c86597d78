// A socket that hears, by hand: a client that does less than any library leaves the machine to the server.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { randomBytes } from 'node:crypto'

/** `ping` as a masked frame of text; all zeros are a mask too. */
const PING = Buffer.concat([Buffer.from([0x81, 0x84, 0, 0, 0, 0]), Buffer.from('ping')])

export interface Ear {
  readonly ping: () => void
  readonly close: () => void
}

/** The length of the frame at the start of `bytes`, and of what comes before its text; null while it is not whole. */
const frameOf = (bytes: Buffer): { readonly head: number; readonly end: number } | null => {
  if (bytes.length < 2) return null
  const short = bytes[1]! & 0x7f
  const head = short < 126 ? 2 : short === 126 ? 4 : 10
  if (bytes.length < head) return null
  const size =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  return bytes.length < head + size ? null : { head, end: head + size }
}

/** Reads the answer to the upgrade; resolves with what comes behind it. */
const upgraded = async (socket: Socket): Promise<Buffer> => {
  let bytes = Buffer.alloc(0)
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer]
    bytes = Buffer.concat([bytes, chunk])
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) continue
    const status = bytes.toString('latin1', 0, bytes.indexOf('\r\n'))
    if (!status.includes('101')) throw new Error(`The upgrade was answered with ${status}.`)
    return bytes.subarray(end + 4)
  }
}

/** Opens a socket in brand 3; resolves when it is told that it is ready. `hear` gets the text of each frame. */
export const listen = async (
  { hostname, port }: URL,
  token: string,
  hear: (text: Buffer) => void,
): Promise<Ear> => {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  await once(socket, 'connect')
  socket.write(
    [
      'GET /api/v2/chat/socket?brand=3 HTTP/1.1',
      `Host: ${hostname}:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      `Sec-WebSocket-Protocol: chat.v2, bearer.${token}`,
      '\r\n',
    ].join('\r\n'),
  )
  let bytes = await upgraded(socket)
  const isReady = Promise.withResolvers<void>()
  let isFirst = true
  const take = () => {
    for (let frame = frameOf(bytes); frame !== null; frame = frameOf(bytes)) {
      const text = bytes.subarray(frame.head, frame.end)
      bytes = bytes.subarray(frame.end)
      if (isFirst && text.includes('"ready"')) isReady.resolve()
      else if (isFirst) isReady.reject(new Error(`told first: ${text.toString()}`))
      else hear(text)
      isFirst = false
    }
  }
  socket.on('data', (chunk: Buffer) => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk])
    take()
  })
  socket.on('error', isReady.reject)
  socket.on('close', () => isReady.reject(new Error('closed')))
  take()
  await isReady.promise
  return { ping: () => socket.write(PING), close: () => socket.destroy() }
}
