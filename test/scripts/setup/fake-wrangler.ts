// Stands in for wrangler and the Cloudflare account behind it: answers in its words, remembers in a file, notes each call.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Wrangler } from '../../../scripts/io.ts'

/** One call of wrangler. */
export interface Call {
  readonly args: readonly string[]
  readonly input: string
  readonly account: string | undefined
}

/** What the stand-in remembers. `secrets` is null while there is no Worker; `failures` are errors by start of command. */
export interface Account {
  readonly accounts: { id: string; name: string }[]
  readonly databases: { uuid: string; name: string }[]
  secrets: string[] | null
  readonly targets: string[]
  /** Rows of people whose names have no fold. */
  unfolded: unknown[]
  readonly failures: Readonly<Record<string, string>>
}

type Answer = ReturnType<Wrangler>
type Environment = Readonly<Record<string, string | undefined>>

const done = (output: string): Answer => ({ status: 0, stdout: `${output}\n`, stderr: '' })

const failed = (output: string): Answer => ({
  status: 1,
  stdout: '',
  stderr: `\u001B[31m✘ [ERROR]\u001B[0m ${output}\n\n\n🪵  Logs were written to "/x"\n`,
})

const createDatabase = (account: Account, name: string): Answer => {
  if (account.databases.some((known) => known.name === name)) {
    return failed('A database with that name already exists')
  }
  account.databases.push({ uuid: crypto.randomUUID(), name })
  return done(`✅ Successfully created DB '${name}' in region WEUR\nCreated your new D1 database.`)
}

const listSecrets = ({ secrets }: Account): Answer =>
  secrets === null
    ? failed(
        'Worker "edge-chatrooms-staging" (env: staging) not found.\n\nIf this is a new Worker, run …',
      )
    : done(JSON.stringify(secrets.map((name) => ({ name, type: 'secret_text' }))))

const deploy = (account: Account, record: string): Answer => {
  account.secrets ??= []
  const lines = [
    { type: 'wrangler-session', version: 1 },
    { type: 'deploy', version: 1, targets: account.targets },
  ]
  writeFileSync(record, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return done(`Uploaded edge-chatrooms-staging\n  ${account.targets.join('\n  ')}`)
}

/** Answers the names that are to be folded, and takes what is folded of them. */
const execute = (account: Account, args: readonly string[]): Answer => {
  const sql = args[args.indexOf('--command') + 1] ?? ''
  if (sql.includes('update ambassadors')) account.unfolded = []
  return done(JSON.stringify([{ results: account.unfolded, success: true }]))
}

const answer = (account: Account, args: readonly string[], env: Environment): Answer => {
  const command = args.join(' ')
  const failure = Object.entries(account.failures).find(([start]) => command.startsWith(start))
  if (failure !== undefined) return failed(failure[1])
  const [first, second, third = ''] = args
  if (command === 'whoami --json') {
    return account.accounts.length > 0
      ? done(JSON.stringify({ loggedIn: true, accounts: account.accounts }))
      : { status: 1, stdout: '{"loggedIn":false}\n', stderr: '' }
  }
  if (command === 'd1 list --json') return done(JSON.stringify(account.databases, null, 2))
  if (first === 'd1' && second === 'create') return createDatabase(account, third)
  if (command.startsWith('d1 migrations apply')) return done('✅ No migrations to apply!')
  if (command.startsWith('d1 execute')) return execute(account, args)
  if (first === 'secret' && second === 'list') return listSecrets(account)
  if (first === 'secret' && second === 'put' && third !== '') {
    account.secrets = [...new Set([...(account.secrets ?? []), third])]
    return done(`✨ Success! Uploaded secret ${third}`)
  }
  if (first === 'secret' && second === 'delete') {
    account.secrets = account.secrets?.filter((name) => name !== third) ?? []
    return done(`✨ Success! Deleted secret ${third}`)
  }
  if (first === 'deploy') return deploy(account, env['WRANGLER_OUTPUT_FILE_PATH'] ?? '')
  return failed(`Unknown command: ${command}`)
}

/** An account that is kept in `folder`, and the wrangler that is signed in to it. */
export const openAccount = (folder: string) => {
  const [accountFile, callsFile] = [join(folder, 'account.json'), join(folder, 'calls.jsonl')]
  const account = (): Account =>
    existsSync(accountFile)
      ? (JSON.parse(readFileSync(accountFile, 'utf8')) as Account)
      : {
          accounts: [{ id: 'account-1', name: 'One' }],
          databases: [],
          secrets: null,
          targets: [],
          unfolded: [],
          failures: {},
        }
  const change = (part: Partial<Account>): void =>
    writeFileSync(accountFile, JSON.stringify({ ...account(), ...part }))
  const wrangler: Wrangler = (args, { input = '', env = {} } = {}) => {
    const call: Call = { args, input, account: env['CLOUDFLARE_ACCOUNT_ID'] }
    appendFileSync(callsFile, `${JSON.stringify(call)}\n`)
    const state = account()
    const answered = answer(state, args, env)
    change(state)
    return answered
  }
  return {
    account,
    change,
    calls(): Call[] {
      const lines = existsSync(callsFile) ? readFileSync(callsFile, 'utf8').trim().split('\n') : []
      return lines.map((line) => JSON.parse(line) as Call)
    },
    wrangler,
  }
}

if (import.meta.main) {
  const [folder = '', ...args] = process.argv.slice(2)
  const env = process.env as Record<string, string>
  const { status, stdout, stderr } = openAccount(folder).wrangler(args, {
    input: readFileSync(0, 'utf8'),
    env,
  })
  process.stdout.write(stdout)
  process.stderr.write(stderr)
  process.exitCode = status ?? 1
}
