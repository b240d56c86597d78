// Stands in for wrangler and the Cloudflare account behind it: answers in its words, remembers in a file, notes each call.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Account, Call } from './clone.ts'

const folder = process.env['FAKE_ACCOUNT'] ?? ''
const args = process.argv.slice(2)
const stateFile = join(folder, 'account.json')
const account = JSON.parse(readFileSync(stateFile, 'utf8')) as Account

const end = (output: string, status = 0): never => {
  writeFileSync(stateFile, JSON.stringify(account))
  if (status === 0) process.stdout.write(`${output}\n`)
  else
    process.stderr.write(
      `\u001B[31m✘ [ERROR]\u001B[0m ${output}\n\n\n🪵  Logs were written to "/x"\n`,
    )
  process.exit(status)
}

const call: Call = {
  args,
  input: readFileSync(0, 'utf8'),
  account: process.env['CLOUDFLARE_ACCOUNT_ID'],
}
appendFileSync(join(folder, 'calls.jsonl'), `${JSON.stringify(call)}\n`)

const command = args.join(' ')
const failure = Object.entries(account.failures).find(([start]) => command.startsWith(start))
if (failure !== undefined) end(failure[1], 1)

const [first, second, third] = args
if (command === 'whoami --json') {
  if (account.accounts.length > 0)
    end(JSON.stringify({ loggedIn: true, accounts: account.accounts }))
  process.stdout.write('{"loggedIn":false}\n')
  process.exit(1)
}
if (command === 'd1 list --json') end(JSON.stringify(account.databases, null, 2))
if (first === 'd1' && second === 'create') {
  const name = third ?? ''
  if (account.databases.some((known) => known.name === name)) {
    end('A database with that name already exists', 1)
  }
  account.databases.push({ uuid: crypto.randomUUID(), name })
  end(`✅ Successfully created DB '${name}' in region WEUR\nCreated your new D1 database.`)
}
if (command.startsWith('d1 migrations apply')) end('✅ No migrations to apply!')
if (first === 'secret' && second === 'list') {
  if (account.secrets === null) {
    end(
      'Worker "edge-chatrooms-staging" (env: staging) not found.\n\nIf this is a new Worker, run …',
      1,
    )
  }
  end(JSON.stringify(account.secrets?.map((name) => ({ name, type: 'secret_text' })) ?? []))
}
if (first === 'secret' && second === 'put' && third !== undefined) {
  account.secrets = [...new Set([...(account.secrets ?? []), third])]
  end(`✨ Success! Uploaded secret ${third}`)
}
if (first === 'secret' && second === 'delete') {
  account.secrets = account.secrets?.filter((name) => name !== third) ?? []
  end(`✨ Success! Deleted secret ${third}`)
}
if (first === 'deploy') {
  account.secrets ??= []
  const record = process.env['WRANGLER_OUTPUT_FILE_PATH'] ?? ''
  const lines = [
    { type: 'wrangler-session', version: 1 },
    { type: 'deploy', version: 1, targets: account.targets },
  ]
  writeFileSync(record, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  end(`Uploaded edge-chatrooms-staging\n  ${account.targets.join('\n  ')}`)
}
end(`Unknown command: ${command}`, 1)
