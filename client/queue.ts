// What has come and nobody has taken yet.

interface Taker<Item> {
  readonly resolve: (result: IteratorResult<Item, undefined>) => void
  readonly reject: (error: unknown) => void
}

export class Queue<Item> {
  #items: Item[] = []
  readonly #takers: Taker<Item>[] = []
  #onDrained: (() => void) | undefined
  #isOver = false
  #error: { readonly reason: unknown } | undefined

  get size(): number {
    return this.#items.length
  }

  push(item: Item): void {
    if (this.#isOver) return
    const taker = this.#takers.shift()
    if (taker) taker.resolve({ value: item, done: false })
    else this.#items.push(item)
  }

  /** The next item; rejects once with what has gone wrong, behind all that came before. */
  take(): Promise<IteratorResult<Item, undefined>> {
    return new Promise((resolve, reject) => {
      if (this.#items.length > 0) resolve({ value: this.#items.shift()!, done: false })
      else if (this.#isOver) this.#finish({ resolve, reject })
      else this.#takers.push({ resolve, reject })
      if (this.#items.length === 0) this.#onDrained?.()
    })
  }

  /** Waits until everything has been taken. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#items.length === 0 || this.#isOver) resolve()
      else this.#onDrained = resolve
    })
  }

  /** Nothing more will come. What has come is thrown away, but for what came before an error. */
  end(error?: { readonly reason: unknown }): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#error = error
    if (!error) this.#items = []
    for (const taker of this.#takers.splice(0)) this.#finish(taker)
    this.#onDrained?.()
  }

  #finish({ resolve, reject }: Taker<Item>): void {
    const error = this.#error
    this.#error = undefined
    if (error) reject(error.reason)
    else resolve({ value: undefined, done: true })
  }
}
