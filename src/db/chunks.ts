// What would be too much for one statement is asked for, or written, a chunk at a time.

/** The same items in their order, at most `size` of them together. */
export const chunksOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
