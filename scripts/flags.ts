// Reads the flags of a script: --help says which it takes, and a mistake is one line.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { fail } from './fail.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** The values of `options`. With `--help` it prints `help` and ends the process. */
export const readFlags = <const Flags extends Options>(
  help: string,
  options: Flags,
  args: string[] = process.argv.slice(2),
): ReturnType<typeof parseArgs<{ options: Flags }>>['values'] => {
  if (args.includes('--help')) {
    console.log(help)
    process.exit(0)
  }
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    const [problem = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return fail(`${problem.replace(/\.$/, '')}. --help lists the flags.`)
  }
}
