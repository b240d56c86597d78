// Writes of every kind, each of which goes into the ledger before it is sent and again when it is acknowledged.
import type { Answer, Client } from './client.ts'
import type { Ledger, SentPost } from './ledger.ts'

/** Of the people 1 to 300 every fourth is an external ambassador. The tags 1 to 20 have five members each. */
const PEOPLE = 300
const TAGS = 20
const GROUP = 20

export type Random = () => number

/** Sends one write, notes what came of it, and answers the status. Throws when no answer came. */
type Write = (random: Random) => Promise<number>

const numberIn = (body: unknown, name: string): number => {
  const value = (body as Record<string, unknown>)[name]
  if (typeof value !== 'number') throw new TypeError(`The answer has no ${name}.`)
  return value
}

const isAcknowledged = ({ status }: Answer): boolean => status === 200 || status === 201

const pick = (random: Random, count: number): number => 1 + Math.floor(random() * count)

const groupMembers = (index: number, revision: number) =>
  Array.from({ length: GROUP }, (_, place) => ({
    id_ambassador: 1000 + index * GROUP + place,
    status: 3,
    customer_id: `group ${index}`,
    lastname: String(revision),
  }))

/** Makes the people and the tags that the load needs. */
export const arrange = async ({ send }: Client): Promise<void> => {
  const made = async (method: string, path: string, body: unknown) => {
    const answer = await send(method, path, body)
    if (!isAcknowledged(answer)) throw new Error(`${path}: ${JSON.stringify(answer)}`)
  }
  const people = Array.from({ length: PEOPLE }, (_, index) => ({
    id_ambassador: index + 1,
    status: index % 4 === 3 ? 7 : 3,
  }))
  await made('PUT', '/api/v2/manager/ambassadors', people)
  for (let tag = 0; tag < TAGS; tag += 1) {
    const members = Array.from({ length: 5 }, (_, place) => tag * 5 + place + 1)
    const body = { name: `tag ${tag}`, ids_members: members }
    await made('POST', '/api/v2/manager/brand-tags', body)
  }
}

export interface Load {
  readonly openPair: Write
  readonly openTag: Write
  /** Seven of ten posts have an idempotency key. */
  readonly writeMessage: Write
  readonly joinWaitingList: Write
  readonly putPeople: (client: number) => Promise<number>
  /** Sends a post again, exactly as before. */
  readonly resend: (post: SentPost) => Promise<Answer>
}

export const createLoad = ({ send }: Client, ledger: Ledger): Load => {
  let sent = 0

  const open = async (key: string, participants: object): Promise<Answer> => {
    const answer = await send('POST', '/api/v2/chat/chatrooms', { ...participants, source: 0 })
    // The first answer counts: a room that was lost and made again has another id.
    if (isAcknowledged(answer) && !ledger.rooms.has(key)) {
      ledger.rooms.set(key, numberIn(answer.body, 'id_chatroom'))
    }
    return answer
  }

  const pairs: { readonly idChatroom: number; readonly members: readonly number[] }[] = []

  const openPair = async (random: Random): Promise<number> => {
    const one = pick(random, PEOPLE)
    const other = 1 + ((one - 1 + pick(random, PEOPLE - 1)) % PEOPLE)
    const members = one < other ? [one, other] : [other, one]
    const answer = await open(`pair:${members.join(':')}`, { ids_ambassadors: members })
    if (isAcknowledged(answer)) {
      pairs.push({ idChatroom: numberIn(answer.body, 'id_chatroom'), members })
    }
    return answer.status
  }

  const resend = async (post: SentPost): Promise<Answer> => {
    const [first, author] = post.owners
    const isMessage = post.kind === 'message'
    const answer = await send(
      'POST',
      `/api/v2/chat/${isMessage ? `chatrooms/${first}/messages` : 'waiting-list'}`,
      isMessage
        ? { id_ambassador: author, type_message: 0, content: post.content }
        : // A topic of its own, or it would be answered with the open entry of another one.
          {
            id_user: first,
            id_chat_topic: Number(post.content.split(' ')[1]),
            content: post.content,
          },
      post.idempotencyKey,
    )
    if (isAcknowledged(answer)) {
      post.id = numberIn(answer.body, isMessage ? 'id_message' : 'id_waiting')
    }
    return answer
  }

  const post = async (
    random: Random,
    kind: SentPost['kind'],
    owners: readonly number[],
  ): Promise<number> => {
    sent += 1
    const content = `text ${sent}`
    const idempotencyKey = random() < 0.7 ? `key of ${content}` : undefined
    const made: SentPost = { kind, owners, content, idempotencyKey, id: null }
    ledger.posts.push(made)
    return (await resend(made)).status
  }

  return {
    openPair,
    async openTag(random) {
      const tag = pick(random, TAGS)
      return (await open(`tag:${tag}`, { id_brand_tag: tag })).status
    },
    async writeMessage(random) {
      const pair = pairs[Math.floor(random() * pairs.length)]
      const idAuthor = pair?.members[Math.floor(random() * 2)]
      if (pair === undefined || idAuthor === undefined) return openPair(random)
      return post(random, 'message', [pair.idChatroom, idAuthor])
    },
    joinWaitingList: (random) =>
      post(random, 'waiting-list entry', [4 * pick(random, Math.floor(PEOPLE / 4))]),
    async putPeople(client) {
      const name = `group ${client}`
      const group = ledger.groups.get(name) ?? { acknowledged: 0, sent: 0 }
      ledger.groups.set(name, group)
      group.sent += 1
      const people = groupMembers(client, group.sent)
      const answer = await send('PUT', '/api/v2/manager/ambassadors', people)
      if (isAcknowledged(answer)) group.acknowledged = group.sent
      return answer.status
    },
    resend,
  }
}
