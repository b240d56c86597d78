// The open room: a window of a few pages on its messages, which moves with the scrolling.
import type { Slice } from '../api/calls.ts'
import type { Message } from '../api/shapes.ts'
import {
  type Context,
  isAtEnd,
  messagesOf,
  type Page,
  seatOf,
  type Thread,
  withPeople,
} from './state.ts'

/** Pages that are kept at most. */
const PAGES = 6

const pageOf = ({ items, older, newer }: Slice<Message>): Page => ({
  messages: items.toReversed(),
  older,
  newer,
})

const change = ({ store }: Context, room: number, next: (thread: Thread) => Partial<Thread>) =>
  store.set(({ thread }) =>
    thread?.room === room ? { thread: { ...thread, ...next(thread) } } : {},
  )

/** Loads the newest messages of the open room, in place of what it shows. */
export const loadNewest = async (context: Context): Promise<void> => {
  const { store, calls, gate } = context
  const room = store.get().thread?.room
  if (room === undefined) return
  change(context, room, () => ({ isLoading: true, hasFailed: false }))
  try {
    await gate.hold(async () => {
      const slice = await calls.messages(room)
      store.set((state) => withPeople(state, slice.people))
      change(context, room, ({ openedAt }) => ({
        isLoading: false,
        pages: [pageOf(slice)],
        openedAt: openedAt || (slice.items[0]?.id ?? 1),
      }))
    })
  } catch (error) {
    change(context, room, () => ({ isLoading: false, hasFailed: true }))
    throw error
  }
}

export const openThread = async (context: Context, room: number): Promise<void> => {
  const { store, me } = context
  const known = store.get().rooms.get(room)
  store.set(() => ({
    thread: {
      room,
      pages: [],
      isLoading: true,
      hasFailed: false,
      openedAt: 0,
      readUntil: (known && seatOf(known, me)?.lastRead) ?? Infinity,
    },
  }))
  await loadNewest(context)
}

type Direction = 'older' | 'newer'

const edgeOf = (pages: readonly Page[], direction: Direction): Page | undefined =>
  pages.at(direction === 'older' ? 0 : -1)

/** Moves the window by a page towards what is older or newer, and lets go of one on the other side. */
export const moveWindow = async (context: Context, direction: Direction): Promise<void> => {
  const { store, calls, gate } = context
  const { thread } = store.get()
  const cursor = edgeOf(thread?.pages ?? [], direction)?.[direction]
  if (!thread || thread.isLoading || !cursor) return
  const { room } = thread
  change(context, room, () => ({ isLoading: true }))
  try {
    await gate.hold(async () => {
      const slice = await calls.messages(room, cursor)
      store.set((state) => withPeople(state, slice.people))
      const page = pageOf(slice)
      change(context, room, ({ pages }) => {
        const isOlder = direction === 'older'
        const moved = isOlder ? [page, ...pages].slice(0, PAGES) : [...pages, page].slice(-PAGES)
        // Unless the window is elsewhere by now.
        const isThere = edgeOf(pages, direction)?.[direction] === cursor
        return { isLoading: false, pages: isThere ? moved : pages }
      })
    })
  } catch (error) {
    change(context, room, () => ({ isLoading: false }))
    throw error
  }
}

/** Puts a new message to its place, if the window reaches down to it. Answers whether it is shown now and was not before. */
export const addMessage = (context: Context, room: number, message: Message): boolean => {
  const { thread } = context.store.get()
  if (thread?.room !== room || thread.pages.length === 0 || !isAtEnd(thread)) return false
  if (messagesOf(thread).some(({ id }) => id === message.id)) return false
  change(context, room, ({ pages }) => {
    const last = pages.at(-1) as Page
    const messages = [...last.messages, message].toSorted((a, b) => a.id - b.id)
    return { pages: [...pages.slice(0, -1), { ...last, messages }] }
  })
  return true
}
