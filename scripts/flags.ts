// Reads the flags of a script: --help says which it takes, and a mistake is one line.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { Exit, fail, type Io } from './io.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** The values of `options`. With `--help` it prints `help` and ends the command. */
export const readFlags = <const Flags extends Options>(
  args: readonly string[],
  io: Io,
  help: string,
  options: Flags,
): ReturnType<typeof parseArgs<{ options: Flags }>>['values'] => {
  if (args.includes('--help')) {
    io.print(help)
    throw new Exit(0)
  }
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    const [problem = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return fail(`${problem.replace(/\.$/, '')}. --help lists the flags.`)
  }
}
