// The requests that contenders are measured with. Each contender counts for itself, since each has rows of its own.
import { pairOf, roomOf } from './data.ts'
import type { Call } from './load.ts'

/** Rooms that each contender's database has at first. */
export const FILLED_ROOMS = 1000

export type Task = 'create' | 'repeat' | 'read' | 'message'

const create = (index: number, status: number): Call => ({
  method: 'POST',
  path: '/api/v2/chat/chatrooms',
  body: { ids_ambassadors: pairOf(index), source: 0 },
  status,
})

/** One round trip and no work. */
export const SELECT_ONE: Call = { method: 'GET', path: '/', status: 200 }

/** What each contender is asked for. */
export const TASKS: readonly Task[] = ['create', 'repeat', 'read', 'message']

/** The calls of one contender: every `create` opens a pair of its own, the others walk over the filled rooms. */
export const callsOf = (): Record<Task, () => Call> => {
  let next = FILLED_ROOMS
  const nextRoom = () => {
    next += 1
    return next % FILLED_ROOMS
  }
  return {
    create: () => {
      next += 1
      return create(next, 201)
    },
    repeat: () => create(nextRoom(), 200),
    read: () => ({
      method: 'GET',
      path: `/api/v2/chat/chatrooms/${roomOf(nextRoom())}`,
      status: 200,
    }),
    message: () => {
      const index = nextRoom()
      return {
        method: 'POST',
        path: `/api/v2/chat/chatrooms/${roomOf(index)}/messages`,
        body: {
          id_ambassador: pairOf(index)[0],
          type_message: 0,
          content: 'Hello, how can I help?',
        },
        status: 201,
      }
    },
  }
}
