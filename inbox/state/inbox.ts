// An ambassador's inbox: its state, and the verbs that the views call.
import { callsOf, type ListName } from '../api/calls.ts'
import { connect, Refusal } from '../api/client.ts'
import { goLive } from '../api/live.ts'
import type { Session } from '../api/session.ts'
import type { Flag, Message } from '../api/shapes.ts'
import { applyEvent, receive } from './events.ts'
import { createOutbox } from './outbox.ts'
import { createGate } from './gate.ts'
import * as rooms from './rooms.ts'
import { type Context, initialState, type State, withMessage, withPeople } from './state.ts'
import { createStore } from './store.ts'
import { loadNewest, moveWindow, openThread } from './thread.ts'

/** Milliseconds for which somebody is shown as writing; who goes on is told of every 3 seconds. */
const TYPING_SHOWN = 5000

const isMember = (status: number): boolean => status <= 6

/** Opens the inbox of a session, whose ambassador is `me`. It lives until `close`. */
export const openInbox = (session: Session, me: number) => {
  const store = createStore<State>(initialState)
  const chat = connect(session)
  const calls = callsOf(chat, me)
  const gate = createGate()
  const context: Context = { store, calls, gate, me, owner: `${session.brand}:${me}` }

  /** Says what went wrong. What only did not get through is told by the state of the connection. */
  const report = (error: unknown) => {
    if (!(error instanceof Refusal)) return
    if (error.status === 401) store.set(() => ({ isExpired: true }))
    else if (error.status < 500) store.set(() => ({ notice: error.message }))
  }
  /** Runs a verb for a view, which has nobody to tell of a failure. */
  const run = (work: Promise<unknown>): void => {
    work.catch(report)
  }

  const outbox = createOutbox(
    context,
    (room, message, done) =>
      gate.pass(() => {
        run(receive(context, room, message))
        done()
      }),
    report,
  )

  const loadWaiting = async () => {
    const status = store.get().people.get(me)?.status
    if (status === undefined || !isMember(status)) return
    const waiting = await calls.waiting()
    store.set(() => ({ waiting }))
    const { people } = store.get()
    if (waiting.every(({ user }) => people.has(user))) return
    const clients = await calls.clients()
    store.set((state) => withPeople(state, clients))
  }

  /** Everything that the page shows, as the service has it now. */
  const reload = async () => {
    await Promise.all([
      rooms.loadRooms(context, 'all', true),
      ...(store.get().thread ? [loadNewest(context)] : []),
    ])
    store.set(() => ({ hasStarted: true }))
    if (!store.get().people.has(me)) {
      const people = await calls.people('')
      store.set((state) => withPeople(state, people))
    }
    await Promise.all([rooms.loadRooms(context, 'flagged', true), loadWaiting()])
  }

  let again: ReturnType<typeof setTimeout> | undefined
  const restore = () => {
    clearTimeout(again)
    reload().catch((error) => {
      report(error)
      again = setTimeout(restore, rooms.AGAIN)
    })
  }

  const forgetTyping = () =>
    store.set(({ typing }) => ({
      typing: new Map([...typing].filter(([, until]) => until > Date.now())),
    }))

  const live = goLive(chat, {
    event: (event, key) =>
      gate.pass(() => {
        run(applyEvent(context, event))
        if (key !== null) outbox.acknowledge(key)
      }),
    reset: restore,
    typing: (room, person) => {
      store.set(({ typing }) => ({
        typing: new Map(typing).set(`${room}/${person}`, Date.now() + TYPING_SHOWN),
      }))
      setTimeout(forgetTyping, TYPING_SHOWN)
    },
    presence: (id, isOnline) =>
      store.set((state) => {
        const person = state.people.get(id)
        return person ? withPeople(state, [{ ...person, isOnline, lastSeenAt: Date.now() }]) : {}
      }),
    connection: (isLive) => {
      store.set(() => ({ isLive }))
      if (isLive) outbox.flush()
    },
    ended: report,
  })
  run(outbox.load())

  /** The room that was opened last. */
  let wanted: number | null = null
  const openRoom = async (id: number) => {
    wanted = id
    await rooms.learnRoom(context, id)
    if (wanted === id) await openThread(context, id)
  }
  const changeMessage = async (id: number, body: { content?: string; active?: boolean }) => {
    const message = await calls.change(id, body)
    const change = body.active === false ? 'deleted' : body.active ? null : 'edited'
    store.set((state) => withMessage(state, id, () => ({ ...message, change })))
  }

  return {
    store,
    me,
    openRoom: (id: number) => run(openRoom(id)),
    closeRoom: () => {
      wanted = null
      store.set(() => ({ thread: null }))
    },
    /** Opens the room with somebody, and hands on its id. */
    openPair: (peer: number, then: (room: number) => void) =>
      run(rooms.openPair(context, peer).then(then)),
    loadRooms: (list: ListName) => run(rooms.loadRooms(context, list)),
    move: (direction: 'older' | 'newer') => run(moveWindow(context, direction)),
    toNewest: () => run(loadNewest(context)),
    markRead: (id: number) => run(rooms.markRead(context, id)),
    send: outbox.send,
    again: outbox.again,
    discard: outbox.discard,
    sayTyping: live.sayTyping,
    edit: (id: number, content: string) => run(changeMessage(id, { content })),
    remove: (id: number) => run(changeMessage(id, { active: false })),
    restore: (id: number) => run(changeMessage(id, { active: true })),
    archive: (id: number, is: boolean) => run(rooms.archive(context, id, is)),
    block: (id: number, is: boolean) => run(rooms.block(context, id, is)),
    flag: (id: number, flag: Flag) => run(rooms.flag(context, id, flag)),
    purge: (id: number) => run(rooms.purge(context, id)),
    search: (name: string) =>
      calls.people(name).then(
        (people) => {
          store.set((state) => withPeople(state, people))
          return people.filter(({ id, isAnonymized }) => id !== me && !isAnonymized)
        },
        (error) => {
          report(error)
          return []
        },
      ),
    /** Takes an entry of the waiting list, and hands on its room. */
    take: (id: number, then: (room: number) => void) =>
      run(
        calls
          .take(id)
          .then((room) => (room === null ? undefined : then(room)))
          .finally(() => run(loadWaiting())),
      ),
    askRating: (room: number, rater: number) => run(calls.askRating(room, rater)),
    rate: (message: Message, value: number, comment: string) => {
      const { rating } = message
      if (!rating) return
      run(
        calls
          .rate(rating.id, value, comment)
          .then((given) =>
            store.set((state) => withMessage(state, message.id, () => ({ rating: given }))),
          ),
      )
    },
    dismiss: () => store.set(() => ({ notice: null })),
    close: () => {
      clearTimeout(again)
      live.close()
      outbox.close()
    },
  }
}

export type Inbox = ReturnType<typeof openInbox>
