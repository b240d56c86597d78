// Medians and their spread, and how figures are shown.

/** A median with the quartiles around it: half of all values lie between `low` and `high`. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

const quantile = (sorted: readonly number[], share: number): number => {
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}

/** The median of `values` and their quartiles; NaN for no values. */
export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((left, right) => left - right)
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
  }
}

/** A figure with so many digits. */
export const show = (value: number, digits = 2): string =>
  Number.isNaN(value) ? 'not measured' : value.toFixed(digits)

/** A median with its quartiles in parentheses. */
export const showSpread = ({ median, low, high }: Spread, digits = 2): string =>
  Number.isNaN(median)
    ? 'not measured'
    : `${show(median, digits)} (${show(low, digits)}–${show(high, digits)})`

/** A number with commas. */
export const count = (value: number): string => value.toLocaleString('en-US')

/** A table of Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
