// How much a socket may say.

/** Frames that a socket may send in a period, in milliseconds. */
const MOST_FRAMES = 10
const PERIOD = 10_000

/** Milliseconds for which nobody is told again that somebody writes in a room. */
const TYPING_PERIOD = 3000

interface Said {
  readonly frames: number[]
  readonly typing: Map<number, number>
}

export class Pace {
  readonly #said = new WeakMap<WebSocket, Said>()

  #of(socket: WebSocket): Said {
    const said = this.#said.get(socket) ?? { frames: [], typing: new Map() }
    this.#said.set(socket, said)
    return said
  }

  /** Counts a frame; answers whether it is one too many. */
  isTooFast(socket: WebSocket, now: number): boolean {
    const { frames } = this.#of(socket)
    frames.push(now)
    while (frames[0]! <= now - PERIOD) frames.shift()
    return frames.length > MOST_FRAMES
  }

  /** Whether it may be told that a socket writes in a room. */
  mayType(socket: WebSocket, idChatroom: number, now: number): boolean {
    const { typing } = this.#of(socket)
    if ((typing.get(idChatroom) ?? 0) > now - TYPING_PERIOD) return false
    // There is one for each frame of the period at most.
    if (typing.size > MOST_FRAMES) typing.clear()
    typing.set(idChatroom, now)
    return true
  }
}
