// Runs wrangler and understands its answers. In a dry run it prints each command and runs none.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import * as z from 'zod'
import { fail, type Io } from '../io.ts'

export interface Cloudflare {
  readonly io: Io
  readonly isDryRun: boolean
  /** Runs a command that must succeed; `input` goes to its standard input. Answers what it printed. */
  run(args: readonly string[], input?: string): string
  /** Runs a command that answers JSON; undefined in a dry run, and when it failed with words like `tolerated`. */
  read<Answer>(
    args: readonly string[],
    schema: z.ZodType<Answer>,
    tolerated?: RegExp,
  ): Answer | undefined
  /** Deploys, and answers the address of the Worker if wrangler tells one. */
  deploy(args: readonly string[]): string | undefined
  /** Reports a step; a dry run has done none. */
  done(report: string): void
  /** From here on commands go to this account. */
  useAccount(id: string): void
}

/** What went wrong, in one line: wrangler's error, with the API's own words where it quotes them. */
const reasonOf = (output: string): string => {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const error = lines.find((line) => line.includes('[ERROR]')) ?? lines.at(-1) ?? 'no output'
  const quoted = lines.find((line) => /\[code: \d+\]/.test(line) && line !== error) ?? ''
  return `${error.replace(/^.*\[ERROR\]\s*/, '')} ${quoted}`.trim()
}

const Entry = z.object({ type: z.string(), targets: z.array(z.string()).optional() })

/** The address in wrangler's own record of a deployment; undefined when it tells none. */
export const addressIn = (record: string): string | undefined => {
  const targets = record
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Entry.parse(JSON.parse(line)))
    .findLast(({ type }) => type === 'deploy')?.targets
  // A target may also be a route, such as `chat.example.com/*` or `chat.example.com (custom domain)`.
  const [, scheme, host] =
    targets
      ?.map((target) =>
        /^(https?:\/\/)?([\w.-]+\.[\w-]+(?::\d+)?)(?:\/\*)?(?: \(.*)?$/.exec(target),
      )
      .find((match) => match !== null) ?? []
  return host === undefined ? undefined : `${scheme ?? 'https://'}${host}`
}

const quoted = (arg: string): string => (arg.includes(' ') ? `"${arg}"` : arg)

/** A command as one would type it. */
export const shown = (args: readonly string[]): string =>
  `npx wrangler ${args.map(quoted).join(' ')}`

export const openCloudflare = (io: Io, isDryRun: boolean): Cloudflare => {
  const environment: Record<string, string> = {
    NO_COLOR: '1',
    WRANGLER_SEND_METRICS: 'false',
  }
  const start = (args: readonly string[], input = '', more: Record<string, string> = {}) => {
    const env = { ...environment, ...more }
    const { status, stdout, stderr } = io.wrangler(args, { env, input })
    return { isDone: status === 0, stdout, output: `${stdout}${stderr}` }
  }

  const run = (args: readonly string[], input?: string, more?: Record<string, string>): string => {
    if (isDryRun) {
      io.print(
        `$ ${shown(args)}${input === undefined ? '' : '   (the secret goes to its standard input)'}`,
      )
      return ''
    }
    const { isDone, stdout, output } = start(args, input, more)
    if (!isDone) fail(`${shown(args)} failed: ${reasonOf(output)}`)
    return stdout
  }

  return {
    io,
    isDryRun,
    run: (args, input) => run(args, input),
    read(args, schema, tolerated) {
      if (isDryRun) {
        io.print(`$ ${shown(args)}`)
        return undefined
      }
      const { isDone, stdout, output } = start(args)
      if (!isDone && tolerated?.test(output)) return undefined
      if (!isDone) fail(`${shown(args)} failed: ${reasonOf(output)}`)
      return schema.parse(JSON.parse(stdout))
    },
    deploy(args) {
      const temporary = mkdtempSync(join(tmpdir(), 'edge-chatrooms-deploy-'))
      const record = join(temporary, 'deployment.jsonl')
      try {
        run(args, undefined, { WRANGLER_OUTPUT_FILE_PATH: record })
        return isDryRun ? undefined : addressIn(readFileSync(record, 'utf8'))
      } finally {
        rmSync(temporary, { recursive: true, force: true })
      }
    },
    done(report) {
      if (!isDryRun) io.print(report)
    },
    useAccount(id) {
      environment['CLOUDFLARE_ACCOUNT_ID'] = id
    },
  }
}
