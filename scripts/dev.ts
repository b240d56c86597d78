// npm run dev: from a clone to a running server with data and a request to paste. Flags go on to `wrangler dev`.
import { spawn } from 'node:child_process'
import { fail } from './fail.ts'
import { DEFAULT_STATE, localSecret, migrate, wrangler } from './local.ts'
import { portProblem } from './port.ts'
import { seedIfEmpty } from './seed.ts'
import { waitForHealth } from './setup/health.ts'
import { DEFAULT_TOKEN, signToken } from './sign-token.ts'

/** Seconds that the server may take to be well; the tests have less time. */
const PATIENCE = Number(process.env['DEV_PATIENCE'] ?? 60)
/** Seconds between two looks. */
const PAUSE = 0.2

const flags = process.argv.slice(2)

const valueOf = (name: string): string | undefined => {
  const at = flags.findIndex((flag) => flag === name || flag.startsWith(`${name}=`))
  return at < 0 ? undefined : (flags[at]?.split('=')[1] ?? flags[at + 1])
}

const port = Number(valueOf('--port') ?? 8787)
const state = valueOf('--persist-to') ?? DEFAULT_STATE
const defaults = [
  ...(valueOf('--port') === undefined ? ['--port', String(port)] : []),
  ...(valueOf('--persist-to') === undefined ? ['--persist-to', state] : []),
]
const url = `http://localhost:${port}`

const invitation = (token: string): string => `
Serving ${url}. Paste this to open a room (201, and 200 the second time):

curl -i '${url}/api/v2/chat/chatrooms' \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'X-Popsell-Brand: 3' \\
  -H 'Content-Type: application/json' \\
  -d '{"ids_ambassadors":[1,2],"source":0}'

The token is good for an hour; npm run -s token prints another.
`

if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  fail('--port takes a number from 1 to 65535.')
}
const taken = await portProblem(port)
if (taken !== undefined) fail(taken)
const secret = localSecret()
await migrate(state)
if (await seedIfEmpty(state)) console.log('The local database was empty: demo data loaded.')

const server = spawn(wrangler, ['dev', ...flags, ...defaults], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => server.kill(signal))
}
server.on('exit', (code) => process.exit(code ?? 0))

const problem = await waitForHealth(url, PATIENCE, PAUSE)
console.log(
  problem === undefined
    ? invitation(await signToken(secret, DEFAULT_TOKEN))
    : `${url}/health is not well after ${PATIENCE} s: ${problem}. The lines above may say why; the server goes on.`,
)
