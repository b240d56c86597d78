// Answers that become a socket.
import { CLOSE, type Closing } from './frames.ts'

/** The subprotocol that a client asks for beside the one that holds its token. */
const PROTOCOL = 'chat.v2'

const accepting = (socket: WebSocket): Response =>
  new Response(null, {
    status: 101,
    webSocket: socket,
    headers: { 'Sec-WebSocket-Protocol': PROTOCOL },
  })

/** Becomes a socket; `take` gets the server's end. */
export const accepted = (take: (socket: WebSocket) => void): Response => {
  const { 0: client, 1: server } = new WebSocketPair()
  take(server)
  return accepting(client)
}

/** Closes a socket as soon as it is there: a browser would not be told of a status. */
export const refused = (closing: Closing): Response =>
  accepted((socket) => {
    socket.accept()
    socket.close(CLOSE[closing], closing)
  })
