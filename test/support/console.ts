// What the Worker writes to the console during one test.
import { onTestFinished, vi } from 'vitest'

const METHODS = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const

export interface Written {
  readonly method: (typeof METHODS)[number]
  readonly text: string
}

const textOf = (value: unknown): string => {
  if (value instanceof Error) return `${value.message} ${value.stack}`
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Everything written from now until the end of the test, in order; the list grows as it happens. */
export const watchConsole = (): readonly Written[] => {
  const written: Written[] = []
  for (const method of METHODS) {
    const spy = vi.spyOn(console, method).mockImplementation((...values: unknown[]) => {
      written.push({ method, text: values.map(textOf).join(' ') })
    })
    onTestFinished(() => spy.mockRestore())
  }
  return written
}

/** The lines of console.log, each of which has to be JSON. */
export const logLines = (written: readonly Written[]): Record<string, unknown>[] =>
  written.filter(({ method }) => method === 'log').map(({ text }) => JSON.parse(text))
