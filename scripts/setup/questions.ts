// Questions to a person. A flag answers one beforehand, --yes takes the default; without a terminal nothing can be asked.
import { confirm, password, select, text } from '@clack/prompts'
import { fail, type Io } from '../io.ts'

/** A cancelled question ends the run; every question comes before the first change. */
const answered = <Value>(answer: Value | symbol): Value =>
  typeof answer === 'symbol' ? fail('Stopped. Nothing has been changed.') : answer

const refuseWithoutTerminal = (io: Io, flag: string): void => {
  if (io.canAsk) return
  fail(`There is no terminal to ask in. Give --${flag}, or --yes for the defaults.`)
}

/** The value of a flag that takes one of `choices`; undefined when it is not given. */
export const choiceOf = <Choice extends string>(
  flag: string,
  value: string | undefined,
  choices: readonly Choice[],
): Choice | undefined => {
  if (value === undefined) return undefined
  const choice = choices.find((known) => known === value)
  return choice ?? fail(`--${flag} takes ${choices.join(', ')}; not "${value}".`)
}

interface Choose<Choice extends string> {
  readonly flag: string
  readonly message: string
  readonly options: readonly { readonly value: Choice; readonly label: string }[]
  readonly fallback: Choice
  readonly yes: boolean
}

/** One of several. */
export const choose = async <Choice extends string>(
  io: Io,
  question: Choose<Choice>,
): Promise<Choice> => {
  if (question.yes) return question.fallback
  refuseWithoutTerminal(io, question.flag)
  const answer = await select<string>({
    message: question.message,
    options: [...question.options],
    initialValue: question.fallback,
  })
  return answered<string>(answer) as Choice
}

interface Ask {
  readonly flag: string
  readonly message: string
  readonly given: string | undefined
  readonly fallback: string
  readonly yes: boolean
  /** What is wrong with a value, if anything. */
  readonly problemOf: (value: string) => string | undefined
}

/** A text, which may be empty. */
export const ask = async (io: Io, question: Ask): Promise<string> => {
  const { flag, message, given, fallback, problemOf } = question
  if (given !== undefined) {
    const problem = problemOf(given)
    return problem === undefined ? given : fail(`--${flag}: ${problem}`)
  }
  if (question.yes) return fallback
  refuseWithoutTerminal(io, flag)
  const validate = (value: string | undefined) => problemOf(value ?? '')
  return answered<string>(
    await text({ message, initialValue: fallback, defaultValue: '', validate }),
  )
}

/** A text that the screen does not show. */
export const askSecretly = async (
  message: string,
  problemOf: (value: string) => string | undefined,
): Promise<string> => {
  const validate = (value: string | undefined) => problemOf((value ?? '').trim())
  return answered<string>(await password({ message, validate })).trim()
}

/** Ends the run unless the person agrees. */
export const confirmOrStop = async (io: Io, message: string): Promise<void> => {
  refuseWithoutTerminal(io, 'yes')
  if (!answered<boolean>(await confirm({ message }))) fail('Stopped. Nothing has been changed.')
}
