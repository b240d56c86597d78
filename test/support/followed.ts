// A following of the client, and all that it has handed on.
import { onTestFinished } from 'vitest'
import type {
  ChatClientOptions,
  ChatEvent,
  FollowOptions,
  FollowStatus,
} from '../../client/index.ts'
import { connectOver, until } from './network.ts'

/** Follows until the test is over. */
export const startFollowing = (
  options: Partial<ChatClientOptions> = {},
  following: FollowOptions = {},
) => {
  const { chat, network } = connectOver(options)
  const events: ChatEvent[] = []
  const statuses: FollowStatus[] = []
  let end: { error?: unknown } | null = null
  const stream = chat.follow({ ...following, onStatus: (status) => statuses.push(status) })
  const read = async () => {
    for await (const event of stream) events.push(event)
  }
  const reading = read().then(
    () => (end = {}),
    (error: unknown) => (end = { error }),
  )
  onTestFinished(async () => {
    await stream.return()
    await reading
  })
  return {
    chat,
    network,
    stream,
    events,
    statuses,
    /** How it has ended; null while it goes on. */
    ended: () => end,
    /** Waits for a status. */
    is: (status: FollowStatus) => until(() => stream.status === status),
    /** Waits for the events of the log to be so many, and answers their ids. */
    ids: async (count: number): Promise<number[]> => {
      const logged = () => events.flatMap((event) => ('id_event' in event ? [event.id_event] : []))
      await until(() => logged().length >= count)
      return logged()
    },
    /** Waits for the error that ends it. */
    fails: () => until(() => (end !== null && 'error' in end ? (end.error as Error) : undefined)),
  }
}
