// Whatever the network does, a follower is told everything once and in order.
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyDatabase } from '../support/empty-database.ts'
import { env } from 'cloudflare:workers'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { startFollowing } from '../support/followed.ts'
import { browserSays, holdClock, pass, settle, until } from '../support/network.ts'
import { closeHubs } from '../support/socket.ts'
import { create, post } from '../support/worker.ts'

const STEPS = [
  'post',
  'post twice',
  'drop',
  'die in silence',
  'network down',
  'network up',
  'sockets blocked',
  'sockets hang',
  'sockets open',
  'refused for a while',
  'let in again',
  'the browser says online',
  'the browser says offline',
  'a second',
  'ten seconds',
] as const

type Step = (typeof STEPS)[number]

const say = () => post(1, { id_ambassador: 1, type_message: 0, content: 'Hello' })

beforeEach(holdClock)

afterEach(closeHubs)

const arrange = async () => {
  await closeHubs()
  await emptyDatabase(env.DB)
  await ambassadors([1, 2])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
}

/** Takes the steps; answers how many messages were posted. */
const take = async (
  steps: readonly Step[],
  { network }: ReturnType<typeof startFollowing>,
): Promise<number> => {
  let posted = 0
  const one = async () => {
    await say()
    posted += 1
  }
  const acts: Record<Step, () => unknown> = {
    post: one,
    'post twice': () => Promise.all([one(), one()]),
    drop: () => network.wires.at(-1)?.drop(),
    'die in silence': () => Object.assign(network.wires.at(-1) ?? {}, { isDead: true }),
    'network down': () => (network.isDown = true),
    'network up': () => (network.isDown = false),
    'sockets blocked': () => (network.sockets = 'blocked'),
    'sockets hang': () => (network.sockets = 'hang'),
    'sockets open': () => (network.sockets = 'open'),
    'refused for a while': () => (network.env = { PINNED_BRANDS: '3=closed' }),
    'let in again': () => (network.env = {}),
    'the browser says online': () => browserSays('online'),
    'the browser says offline': () => browserSays('offline'),
    'a second': () => pass(1000),
    'ten seconds': () => pass(10_000),
  }
  for (const step of steps) await acts[step]()
  return posted
}

it('is told each event once, in order, whatever the network has done', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...STEPS), { minLength: 5, maxLength: 25 }),
      async (steps) => {
        await arrange()
        const following = startFollowing({}, { since: '0-0' })
        const { events, ids, network, stream } = following
        const posted = await take(steps, following)
        Object.assign(network, { isDown: false, sockets: 'open', env: {} })
        for (let turn = 0; stream.status !== 'live' && turn < 100; turn += 1) await pass(10_000)
        await pass(40_000)
        await say()
        await until(() => stream.status === 'live')
        const told = await ids(posted + 1)
        await settle()
        await stream.return()
        expect(told).toStrictEqual(Array.from({ length: posted + 1 }, (_, index) => index + 1))
        expect(events).toHaveLength(posted + 1)
      },
    ),
    { numRuns: 15 },
  )
}, 120_000)
