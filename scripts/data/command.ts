// What the data commands share on the command line: the target, the token, and one line for whatever goes wrong.
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { type ChatClient, createChatClient } from '../../client/index.ts'
import { INT32_MAX } from '../../src/contract/fields.ts'
import { Exit, type Io } from '../io.ts'
import { localSecret } from '../local.ts'
import { signToken } from '../sign-token.ts'

export interface Target {
  readonly brand: number
  readonly url: string
  readonly token?: string
}

/** What stopped a command, as one line that says how to go on. */
export class Problem extends Exit {
  constructor(line: string) {
    super(2, line)
  }
}

/** Seconds that a token for the local server is good for. */
const LOCAL_TOKEN_TTL = 24 * 60 * 60

/** A server that is busy or starts again is waited for: about 15 seconds in all, or as long as it asks for. */
const PATIENCE = { tries: 6, longestWait: 120_000 }

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The id that a flag names. */
export const readId = (text: string): number => {
  const id = Number(text)
  if (/^\d+$/.test(text) && id >= 1 && id <= INT32_MAX) return id
  throw new InvalidArgumentError(`It is an integer from 1 to ${INT32_MAX}.`)
}

const readUrl = (text: string): string => {
  if (!/^https?:/.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError('It begins with http:// or https://.')
  }
  return text.replace(/\/+$/, '')
}

/** A command with the options of every data command. */
export const dataCommand = (script: string, description: string): Command =>
  new Command(`npm run ${script} --`)
    .description(description)
    .requiredOption('--brand <id>', 'the brand', readId)
    .option('--url <url>', 'where the API answers', readUrl, 'http://localhost:8787')
    .addOption(
      new Option(
        '--token <token>',
        'a bearer token; a local server needs none, as one is signed for it (env: ACCESS_TOKEN)',
      ),
    )

/** Reads the flags; `--help` and wrong usage end the command, the latter with status 2. */
export const readCommand = (command: Command, args: readonly string[], io: Io): Command => {
  command.exitOverride().configureOutput({
    writeOut: (text) => io.print(text.trimEnd()),
    writeErr: (text) => io.warn(text.trimEnd()),
  })
  try {
    return command.parse(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) throw new Exit(error.exitCode === 0 ? 0 : 2)
    throw error
  }
}

/** The client for a target; `scope` is what a token for a local server gets. */
export const clientOf = async (
  { brand, url, token: given }: Target,
  scope: string,
  { env, root }: Io,
): Promise<ChatClient> => {
  const token = given || env['ACCESS_TOKEN']
  const isLocal = LOCAL_HOSTS.has(new URL(url).hostname)
  if (!token && !isLocal) {
    throw new Problem(`${url} needs a token: give one with --token or in ACCESS_TOKEN.`)
  }
  const signed = { brands: [brand], scope, sub: 'data', ttl: LOCAL_TOKEN_TTL }
  return createChatClient({
    ...PATIENCE,
    baseUrl: url,
    brand,
    token: token || (await signToken(localSecret(root), signed)),
  })
}

const sentenceOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : ''

/** What the service that has given an answer says of its own health; empty if it is well or says nothing. */
const ailmentOf = async ({ url }: Response): Promise<string> => {
  try {
    const signal = AbortSignal.timeout(10_000)
    const health = await fetch(url.replace(/\/api\/v2\/.*/, '/health'), { signal })
    return sentenceOf(await health.json())
  } catch {
    return ''
  }
}

/** The problem that an answer with the body `error` is. */
export const refusalOf = async (response: Response, error: unknown): Promise<Problem> => {
  const { status } = response
  let sentence = sentenceOf(error)
  if (status === 401) {
    return new Problem(
      'The server refuses the token (401): it is unknown to it or has expired. Give another with --token or in ACCESS_TOKEN.',
    )
  }
  if (status === 403) {
    return new Problem(
      `The server refuses what the token may do (403): ${sentence} Give another with --token or in ACCESS_TOKEN.`,
    )
  }
  // A database that is not migrated is a 503 like one that is busy, and only the health check tells them apart.
  if (status === 503) sentence = (await ailmentOf(response)) || sentence
  const mend = status === 404 ? ' --url takes the address of the service, without a path.' : ''
  return new Problem(
    `The server answered ${status}: ${sentence || 'with nothing that explains it.'}${mend}`,
  )
}

/** The answer of a call; a problem when the network fails. */
export const answerOf = async <Answer extends { response: Response }>(
  call: Promise<Answer>,
): Promise<Answer> => {
  try {
    return await call
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error
    throw new Problem(
      'The server does not answer as this API does. Is it running, and is --url right? A local one is started by npm run dev.',
    )
  }
}

/** The data of a call; a problem for any other answer. */
export const dataOf = async <Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> => {
  const { data, error, response } = await answerOf(call)
  if (data === undefined) throw await refusalOf(response, error)
  return data
}

/** `error` as what stopped a command, with `hint` behind its line; as it is when it is a defect. */
const stoppedBy = (error: unknown, hint: string): unknown => {
  if (error instanceof Problem) return new Problem(error.message + hint)
  // Of the file system: a file that is not there, a folder that may not be written to.
  if (error instanceof Error && 'syscall' in error) return new Problem(`${error.message}.${hint}`)
  return error
}

/** Does the work of a command. `hint` is added to what stops it half-way, Ctrl-C included. */
export const perform = async (
  io: Io,
  work: () => Promise<void>,
  hint: () => string,
): Promise<void> => {
  const stop = (): void => {
    io.warn(`\nStopped.${hint()}`)
    process.exit(130)
  }
  process.once('SIGINT', stop)
  try {
    await work()
  } catch (error) {
    throw stoppedBy(error, hint())
  } finally {
    process.off('SIGINT', stop)
  }
}
