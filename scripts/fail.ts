// A mistake that a person can mend is one line on the screen, never a stack.

/** Prints what is wrong and what to do, and ends the process with status 1. */
export function fail(problem: string): never {
  console.error(problem)
  process.exit(1)
}
