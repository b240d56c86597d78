// The inbox that the views below show.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Inbox } from '../state/inbox.ts'
import type { State } from '../state/state.ts'
import { useSelected } from '../state/store.ts'

export const InboxContext = createContext<Inbox>(null as never)

export const useInbox = (): Inbox => useContext(InboxContext)

/** A part of the inbox's state, by a function that answers the same thing for the same state. */
export const useInboxState = <Part>(select: (state: State) => Part): Part =>
  useSelected(useInbox().store, select)
