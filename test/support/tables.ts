// Many values that all have to get the same answer, asserted at once.

/** The answer to each value, by value: a failed comparison shows which one it was. */
export const answersTo = async <Answer>(
  values: readonly string[],
  ask: (value: string) => Promise<Answer>,
): Promise<Record<string, Answer>> => {
  const answers: Record<string, Answer> = {}
  for (const value of values) answers[value] = await ask(value)
  return answers
}

/** The same answer to each value. */
export const sameFor = <Answer>(
  values: readonly string[],
  answer: Answer,
): Record<string, Answer> => Object.fromEntries(values.map((value) => [value, answer]))
