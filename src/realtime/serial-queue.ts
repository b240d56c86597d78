// What must not happen at once.

export type Enqueue = <Result>(work: () => Promise<Result>) => Promise<Result>

/** Does one thing after the other. */
export const serialQueue = (): Enqueue => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
}
