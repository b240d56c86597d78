// npm run test:overload: 2,000 connections at once, each with a write under way. The server answers or refuses, recovers, and
// loses nothing that it acknowledged.
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createClient } from './client.ts'
import { createLedger, summaryOf } from './ledger.ts'
import { arrange, createLoad } from './load.ts'
import { randomFrom } from './random.ts'
import { createLocalServer } from './server.ts'
import { inspect, repeatAcknowledged, stopIfAny } from './verdict.ts'

const CONNECTIONS = 2000
/** Some may be refused, or lost before the last one is open. */
const FEWEST_OPEN = 1900
const ROOMS_BEFORE = 200
/** Milliseconds after the load in which the last writes may still be answered. */
const GRACE = 15_000
/** Milliseconds in which the server must have recovered after that. */
const RECOVERY = 120_000
const ANSWERS = ['200', '201', '429', '503']

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const duration = Number(flags.seconds) * 1000
const seed = Number(flags.seed)
if (!(duration > 0)) throw new Error('--seconds takes a number above 0.')
console.log(`${CONNECTIONS} connections for ${flags.seconds} s with --seed ${seed}`)

const server = await createLocalServer()
await server.bringUp()
const workerd = server.findWorkerd()
const client = await createClient(server, CONNECTIONS, duration + 2 * GRACE)
await arrange(client)
const ledger = createLedger()
const load = createLoad(client, ledger)
const problems: string[] = []

const outcomes: Record<string, number> = {}
let mostConnections = 0
const timeUp = new AbortController()
const graceUp = new AbortController()

const write = async (index: number): Promise<void> => {
  const random = randomFrom(seed + index)
  while (!timeUp.signal.aborted) {
    let outcome: string
    try {
      const status = await (random() < 0.5 ? load.openPair(random) : load.writeMessage(random))
      outcome = String(status)
      if (!ANSWERS.includes(outcome)) problems.push(`a write was answered with ${status}`)
    } catch (error) {
      outcome = graceUp.signal.aborted
        ? 'no answer when the time was over'
        : (error as Error).message
    }
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
}

const random = randomFrom(seed)
await Promise.all(Array.from({ length: ROOMS_BEFORE }, () => load.openPair(random)))
client.hangUp()
const writers = Promise.all(Array.from({ length: CONNECTIONS }, (_, index) => write(index)))
const counting = setInterval(() => {
  mostConnections = Math.max(mostConnections, client.connections())
}, 100)
await pause(duration)
timeUp.abort()
await Promise.race([writers, pause(GRACE)])
graceUp.abort()
clearInterval(counting)
client.hangUp()
await writers
console.log(`${mostConnections} connections were open at once. Outcomes:`, outcomes)
if (!ANSWERS.some((answer) => answer in outcomes)) problems.push('no write was answered')
if (mostConnections < FEWEST_OPEN) problems.push(`only ${mostConnections} connections were open`)

const start = Date.now()
if (!(await server.isUpWithin(RECOVERY))) problems.push('/health does not answer 200 any more')
await stopIfAny(problems, `Under the load, with --seed ${seed}`, server)
const status = await load.openPair(random)
if (!ANSWERS.slice(0, 2).includes(String(status))) problems.push(`a write got ${status} afterwards`)
console.log(`The next write was answered ${Date.now() - start} ms after the end of the load.`)
if (server.findWorkerd() !== workerd) problems.push('workerd ended under the load')
problems.push(...(await repeatAcknowledged(load, ledger)), ...inspect(server, ledger))
await stopIfAny(problems, `After the load, with --seed ${seed}`, server)
console.log(`All that was acknowledged is there: ${summaryOf(ledger)}.\n1 passed, 0 failed`)
process.exit(0)
