// npm run test:crash: kills workerd under load, again and again, and looks whether anything that was acknowledged is gone, and
// whether everybody who listens, and a webhook whose endpoint fails at random, was told all of it in order.
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createClient } from './client.ts'
import { createLedger, summaryOf } from './ledger.ts'
import { createListeners } from './listeners.ts'
import { arrange, createLoad, type Random } from './load.ts'
import { randomFrom } from './random.ts'
import { createReceiver } from './receiver.ts'
import { createLocalServer } from './server.ts'
import { inspect, repeatAcknowledged, stopIfAny } from './verdict.ts'

const CLIENTS = 60
/** Every so many clients one listens as a system of the brand, the others as ambassadors. */
const SYSTEMS = 6
/** Milliseconds that the load lasts at most before a kill. */
const LONGEST_LOAD = 2000
/** Milliseconds that a request may take. */
const PATIENCE = 15_000

const { values: flags } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const kills = Number(flags.kills)
const seed = Number(flags.seed)
if (!(kills > 0)) throw new Error('--kills takes a number above 0.')
const random = randomFrom(seed)
console.log(`${kills} kills with --seed ${seed}`)

const server = await createLocalServer()
await server.bringUp()
const client = await createClient(server, CLIENTS, PATIENCE)
await arrange(client)
const listeners = await createListeners(
  server,
  Array.from({ length: CLIENTS }, (_, index) =>
    index % SYSTEMS === 0
      ? { sub: `system ${index}`, scope: 'chat:brand' }
      : { sub: String(index), scope: 'chat:self' },
  ),
)
await listeners.connect()
const receiver = await createReceiver(client, server, randomFrom(seed))
const ledger = createLedger()
const load = createLoad(client, ledger)

const problems: string[] = []

for (const kind of [load.openTag, load.openPair, load.writeMessage, load.joinWaitingList]) {
  if ((await kind(random)) !== 201) throw new Error('A first write was not acknowledged.')
}

const writeOnce = (own: Random, index: number): Promise<number> => {
  const kind = own()
  if (kind < 0.3) return load.openPair(own)
  if (kind < 0.35) return load.openTag(own)
  if (kind < 0.8) return load.writeMessage(own)
  if (kind < 0.9) return load.joinWaitingList(own)
  return load.putPeople(index)
}

/** Writes until the kill. Only then may a write be left without an answer; a refusal is an answer. */
const write = async (own: Random, index: number, killed: AbortSignal): Promise<void> => {
  while (!killed.aborted) {
    try {
      const status = await writeOnce(own, index)
      if (status >= 300 && status !== 429 && status !== 503 && !killed.aborted) {
        problems.push(`a write was answered with ${status} before the kill`)
      }
    } catch (error) {
      if (!killed.aborted) problems.push(`a write failed before the kill: ${String(error)}`)
    }
  }
}

/** Repeats the posts that got no answer. Whether or not the kill came before they were written, each must be there once. */
const repeatUnanswered = async (): Promise<string> => {
  const unanswered = ledger.posts.filter(
    ({ id, idempotencyKey }) => id === null && idempotencyKey !== undefined,
  )
  const answers = await Promise.all(unanswered.map(load.resend))
  for (const answer of answers.filter(({ status }) => status >= 300)) {
    problems.push(`a repeat of an unanswered post got ${JSON.stringify(answer)}`)
  }
  const written = answers.filter(({ status }) => status === 200)
  return `of ${unanswered.length} posts without an answer ${written.length} were written`
}

const check = async (when: string): Promise<string> => {
  client.hangUp()
  problems.push(...inspect(server, ledger))
  const repeats = await repeatUnanswered()
  problems.push(...(await repeatAcknowledged(load, ledger)), ...inspect(server, ledger))
  problems.push(...(await listeners.check()))
  await stopIfAny(problems, `${when}, with --seed ${seed}`, server)
  return repeats
}

for (let kill = 1; kill <= kills; kill += 1) {
  const workerd = server.findWorkerd()
  const delay = Math.round(random() * LONGEST_LOAD)
  client.hangUp()
  // The first request after a start is slow; the kill is to come under load.
  await load.openPair(random)
  const killed = new AbortController()
  const writers = Array.from({ length: CLIENTS }, (_, index) =>
    write(randomFrom(seed + kill * CLIENTS + index), index, killed.signal),
  )
  await pause(delay)
  killed.abort()
  await server.kill(workerd)
  await receiver.noteKill()
  listeners.cutOff()
  await Promise.all(writers)
  await server.bringUp()
  await listeners.connect()
  const repeats = await check(`After kill ${kill}`)
  console.log(`kill ${kill}, ${delay} ms into the load: ${summaryOf(ledger)}; ${repeats}`)
}

await server.killAll()
await receiver.noteKill()
listeners.cutOff()
problems.push(...inspect(server, ledger))
await server.bringUp()
await listeners.connect()
await check('After a start of everything')
// The kill may have lost the word of the last event, and the webhook looks by itself after a minute.
await load.writeMessage(random)
problems.push(...(await receiver.check()))
await stopIfAny(problems, `At the end, with --seed ${seed}`, server)
const told = `${CLIENTS} sockets were told ${listeners.told()} events, each once and in order`
console.log(
  `All of it is there: ${summaryOf(ledger)}. ${told}, and ${receiver.summary()}.\n${kills} passed, 0 failed`,
)
process.exit(0)
