// Random histories of two brands: every kind of write, and what becomes of notifications, sockets and hubs meanwhile.
import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import * as fc from 'fast-check'
import { decodeCursor } from '../../src/domain/events/cursor.ts'
import { lineTo } from './hubs.ts'
import type { Frame } from './socket.ts'
import { BRANDS, CLIENT, hubsOf, MEMBERS, PEOPLE, ROOMS, TAG_ROOM, tokenOf } from './two-brands.ts'
import { post, send } from './worker.ts'

const OTHER_PAIRS: readonly (readonly [number, number])[] = [
  [1, 3],
  [1, CLIENT],
  [2, CLIENT],
]

/** Numbers that a write takes its room, person and value from. */
interface Choice {
  readonly brand: number
  readonly one: number
  readonly other: number
}

type Request = readonly [method: string, path: string, body?: object]

let texts = 0

/** A text that no other write has. */
const textOf = ({ brand }: Choice): string => `in ${brand}: ${(texts += 1)}`

const place = ({ one, other }: Choice) => {
  const members = ROOMS[one % ROOMS.length]!
  return { room: 1 + (one % ROOMS.length), person: members[other % members.length]! }
}

const inPlace = (choice: Choice, verb: string): string => {
  const { room, person } = place(choice)
  return `/chat/chatrooms/${room}/ambassadors/${person}/${verb}`
}

const pairOf = ({ one }: Choice) => OTHER_PAIRS[one % OTHER_PAIRS.length]!

const taker = ({ other }: Choice): number => MEMBERS[other % MEMBERS.length]!

const message = ({ one }: Choice): string => `/chat/messages/${1 + one}`

const WRITES = {
  post: (choice) => {
    const { room, person } = place(choice)
    const body = { id_ambassador: person, type_message: 0, content: textOf(choice) }
    return [['POST', `/chat/chatrooms/${room}/messages`, body]]
  },
  edit: (choice) => [
    ['PATCH', message({ ...choice, one: choice.one % 2 }), { content: textOf(choice) }],
  ],
  remove: (choice) => [['PATCH', message(choice), { active: false }]],
  restore: (choice) => [['PATCH', message(choice), { active: true }]],
  open: (choice) => [['POST', '/chat/chatrooms', { ids_ambassadors: pairOf(choice), source: 0 }]],
  join: () => [
    ['PATCH', '/manager/brand-tags/1', { ids_members: PEOPLE }],
    ['POST', '/chat/chatrooms', { id_brand_tag: 1, source: 0 }],
  ],
  date: (choice) => [
    [
      'PATCH',
      `/chat/chatrooms/${place(choice).room}`,
      { established_dialogue: `202${choice.other}-01-01T00:00:00Z` },
    ],
  ],
  read: (choice) => [['POST', inPlace(choice, 'read')]],
  archive: (choice) => [['PATCH', inPlace(choice, 'archive'), { archive: choice.other > 4 }]],
  block: (choice) => [['PATCH', inPlace(choice, 'block'), { is_blocked: choice.other > 4 }]],
  flag: (choice) => [['PATCH', inPlace(choice, 'flag'), { flag: 1 + (choice.other % 2) }]],
  purge: (choice) => {
    const { room, person } = place(choice)
    return [['PATCH', `/chat/chatrooms/${room}/purge`, { id_ambassador: person }]]
  },
  rate: ({ other }) => [
    ['POST', `/chat/chatrooms/${TAG_ROOM}/ratings`, { id_user_rater: 1, id_user_rated: 2 }],
    ['PATCH', '/chat/ratings/1', { value: other % 6 }],
  ],
  summarize: (choice) => [
    ['POST', `/chat/chatrooms/${place(choice).room}/summaries`, { summary: textOf(choice) }],
  ],
  wait: ({ one }) => [['POST', '/chat/waiting-list', { id_user: CLIENT, id_chat_topic: 1 + one }]],
  take: (choice) => [
    ['POST', '/chat/waiting-list', { id_user: CLIENT, id_chat_topic: 20 }],
    ['PATCH', '/chat/waiting-list/1', { id_ambassador: taker(choice) }],
  ],
  rename: (choice) => {
    const id = PEOPLE[choice.one % PEOPLE.length]!
    const status = id === CLIENT ? 7 : 3
    const record = { id_ambassador: id, status, active: 1, firstname: textOf(choice) }
    return [['PUT', '/manager/ambassadors', [record]]]
  },
} satisfies Record<string, (choice: Choice) => readonly Request[]>

type Kind = keyof typeof WRITES

export type Step =
  | (Choice & { readonly kind: Kind; readonly isLost: boolean })
  | { readonly kind: 'leave' | 'come'; readonly listener: number }
  | { readonly kind: 'sleep' | 'restart' | 'beat'; readonly brand: number }

const brand = fc.constantFrom(...BRANDS)
const number = fc.nat({ max: 9 })

/** Three of ten writes are not announced. */
const isLost = number.map((drawn) => drawn < 3)

const write = (kind: fc.Arbitrary<Kind>) =>
  fc.record({ kind, brand, one: number, other: number, isLost })

const KINDS = Object.keys(WRITES) as Kind[]

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: write(fc.constantFrom<Kind>('post', ...KINDS)) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('leave' as const, 'come' as const),
      listener: fc.nat({ max: BRANDS.length * (PEOPLE.length + 1) - 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('sleep' as const, 'restart' as const, 'beat' as const),
      brand,
    }),
  },
)

/** A message that another member has read: by chance there may be nothing to read in any of several histories. */
const BEGINNING: readonly Step[] = [
  { kind: 'post', brand: 3, one: 0, other: 0, isLost: false },
  { kind: 'read', brand: 3, one: 0, other: 1, isLost: false },
]

/** A history that has every kind of write. */
export const history: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc
      .shuffledSubarray(KINDS, { minLength: KINDS.length })
      .chain((kinds) => fc.tuple(...kinds.map((kind) => write(fc.constant(kind))))),
    fc.array(step, { minLength: 20, maxLength: 40 }),
  )
  .map(([every, others]) =>
    BEGINNING.concat(others.flatMap((one, index) => [one, ...every.slice(index, index + 1)])),
  )

const lost = lineTo(async () => undefined)

/** What of the log somebody may have been told or not, by when: the log is read with the eyes of today. */
export class Leeway {
  readonly #rules: ((brand: number, self: number | null, event: Frame) => boolean)[] = []

  /** Whether the event may be missing on either side. */
  covers(idBrand: number, self: number | null, event: Frame): boolean {
    return this.#rules.some((rule) => rule(idBrand, self, event))
  }

  /** Notes a write that changes who sees what has happened before; `end` is the newest event behind it. */
  note(kind: Kind, choice: Choice, end: number): void {
    const { room, person } = place(choice)
    const ofRoom = (id: number, self: number) => (to: number | null, event: Frame) =>
      to === self && event['id_chatroom'] === id && Number(event['id_event']) <= end
    const ofPair = (pair: readonly number[]) => (to: number | null, event: Frame) =>
      event.type === 'ambassador.updated' &&
      Number(event['id_event']) <= end &&
      to !== null &&
      pair.includes(to)
    const add = (rule: (self: number | null, event: Frame) => boolean) =>
      this.#rules.push((idBrand, self, event) => idBrand === choice.brand && rule(self, event))
    if (kind === 'remove') add((_, event) => event['id_message'] === 1 + choice.one)
    if (kind === 'purge') {
      const isIn = ofRoom(room, person)
      add((self, event) => event.type.startsWith('message.') && isIn(self, event))
    }
    if (kind === 'join') add(ofRoom(TAG_ROOM, CLIENT))
    if (kind === 'open') add(ofPair(pairOf(choice)))
    if (kind === 'take') add(ofPair([taker(choice), CLIENT]))
  }
}

const endOf = async (options: { token: string; brand: number }): Promise<number> =>
  decodeCursor((await send('GET', '/api/v2/chat/events', options)).body.cursor)?.idEvent ?? 0

/** Carries out a step that needs no listener. */
export const carryOut = async (one: Step, leeway: Leeway): Promise<void> => {
  switch (one.kind) {
    case 'leave':
    case 'come':
      return
    case 'sleep':
      // It may not have woken up yet.
      for (const hub of hubsOf(one.brand)) await evictDurableObject(hub).catch(() => undefined)
      return
    case 'restart':
      for (const hub of hubsOf(one.brand)) {
        await evictDurableObject(hub, { webSockets: 'close' }).catch(() => undefined)
      }
      return
    case 'beat':
      for (const hub of hubsOf(one.brand)) await runDurableObjectAlarm(hub)
      return
    default: {
      const options = { token: await tokenOf(one.brand), brand: one.brand }
      for (const [method, path, body] of WRITES[one.kind](one)) {
        await send(method, `/api/v2${path}`, { ...options, body, env: one.isLost ? lost : {} })
      }
      leeway.note(one.kind, one, await endOf(options))
      // What is said from here on, the newcomer must be told.
      if (one.kind === 'join') {
        const body = { id_ambassador: 1, type_message: 0, content: textOf(one) }
        await post(TAG_ROOM, body, options)
      }
    }
  }
}
