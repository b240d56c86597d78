// What is told while something is read waits until that is there: it may be newer, and is put on top of it.

export interface Gate {
  /** Puts something new into the state, now or when nothing is being read any more, in the order of telling. */
  readonly pass: (apply: () => void) => void
  /** Reads something and puts it into the state. */
  readonly hold: <Result>(read: () => Promise<Result>) => Promise<Result>
}

export const createGate = (): Gate => {
  let reading = 0
  const waiting: (() => void)[] = []
  const next = () => (reading === 0 ? waiting.shift() : undefined)
  const drain = () => {
    for (let apply = next(); apply; apply = next()) apply()
  }
  return {
    pass: (apply) => {
      waiting.push(apply)
      drain()
    },
    hold: async (read) => {
      reading += 1
      try {
        return await read()
      } finally {
        reading -= 1
        drain()
      }
    },
  }
}
