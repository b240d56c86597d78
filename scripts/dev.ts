// npm run dev: from a clone to a running server with data and a request to paste. Flags go on to `wrangler dev`.
import { spawn } from 'node:child_process'
import { Exit, fail, type Io, run, wranglerIn } from './io.ts'
import { localSecret, migrate, stateIn } from './local.ts'
import { portProblem } from './port.ts'
import { seedIfEmpty } from './seed.ts'
import { waitForHealth } from './setup/health.ts'
import { DEFAULT_TOKEN, signToken } from './sign-token.ts'

/** Seconds that the server may take to be well; `DEV_PATIENCE` gives the tests fewer. */
const PATIENCE = 60
/** Seconds between two looks. */
const PAUSE = 0.2

/** Two people of the demo who can talk to each other, and for how long, in seconds. */
const PAIR = [1, 2] as const
const DAY = 24 * 60 * 60

/** The inbox of one of the two, open at the room with the other. What is behind # stays in the browser. */
const inboxLink = async (
  url: string,
  secret: string,
  id: number,
  peer: number,
): Promise<string> => {
  const options = { brands: [3], scope: 'chat:self', sub: String(id), ttl: DAY }
  return `${url}/inbox#token=${await signToken(secret, options)}&with=${peer}`
}

const invitation = (
  url: string,
  token: string,
  [ambassador, client]: readonly string[],
): string => `
Serving ${url}/ and, as the reference, ${url}/docs.
Open these two side by side, in two windows: ambassador 1 and client 2 of the demo, in the middle of a talk.

${ambassador}

${client}

Paste this to open a room by hand (201 the first time, else 200):

curl -i '${url}/api/v2/chat/chatrooms' \\
  -H 'Authorization: Bearer ${token}' \\
  -H 'X-Popsell-Brand: 3' \\
  -H 'Content-Type: application/json' \\
  -d '{"ids_ambassadors":[1,3],"source":0}'

The token is good for an hour, the links for a day; npm run -s token prints another.
`

const valueIn = (flags: readonly string[], name: string): string | undefined => {
  const at = flags.findIndex((flag) => flag === name || flag.startsWith(`${name}=`))
  return at < 0 ? undefined : (flags[at]?.split('=')[1] ?? flags[at + 1])
}

/** Starts `wrangler dev`, which a signal to this process ends; answers its exit status at its end. */
const serve = (root: string, flags: readonly string[]): Promise<number> => {
  const server = spawn(wranglerIn(root), ['dev', ...flags], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => server.kill(signal))
  }
  return new Promise((resolve) => server.on('exit', (code) => resolve(code ?? 0)))
}

export const main = async (flags: readonly string[], io: Io): Promise<void> => {
  const port = Number(valueIn(flags, '--port') ?? 8787)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    fail('--port takes a number from 1 to 65535.')
  }
  const taken = await portProblem(port)
  if (taken !== undefined) fail(taken)
  const url = `http://localhost:${port}`
  const state = valueIn(flags, '--persist-to') ?? stateIn(io.root)
  // Two servers that are started together choose the same inspector port, and one fails: 0 lets the system choose.
  const defaults = Object.entries({ '--port': port, '--persist-to': state, '--inspector-port': 0 })
    .filter(([name]) => valueIn(flags, name) === undefined)
    .map(([name, value]) => `${name}=${value}`)
  const secret = localSecret(io.root)
  await migrate(io, state)
  if (await seedIfEmpty(io.root, state)) {
    io.print('The local database was empty: demo data loaded.')
  }
  // Browser apps in development are let in on the command line alone: what is in a file might be deployed.
  const ended = serve(io.root, [...flags, ...defaults, '--var=ALLOW_LOCALHOST:true'])
  const seconds = Number(io.env['DEV_PATIENCE'] ?? PATIENCE)
  const problem = await Promise.race([waitForHealth(url, seconds, PAUSE), ended])
  if (typeof problem === 'number') throw new Exit(problem)
  const [one, other] = PAIR
  const links = [await inboxLink(url, secret, one, other), await inboxLink(url, secret, other, one)]
  io.print(
    problem === undefined
      ? invitation(url, await signToken(secret, DEFAULT_TOKEN), links)
      : `${url}/health is not well after ${seconds} s: ${problem}. The lines above may say why; the server goes on.`,
  )
  throw new Exit(await ended)
}

// Ends at once: the wait for a server that has ended is given up.
if (import.meta.main) process.exit(await run(main))
