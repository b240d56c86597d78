// A value that is replaced and never changed, and those who want to know.
import { useEffect, useReducer, useRef } from 'preact/hooks'

export interface Store<State> {
  readonly get: () => State
  /** Merges what is new into the state. */
  readonly set: (change: (state: State) => Partial<State>) => void
  readonly subscribe: (listener: () => void) => () => void
}

export const createStore = <State extends object>(initial: State): Store<State> => {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change(state) }
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** A part of the state; the component is drawn again when it is another one. */
export const useSelected = <State, Part>(
  store: Store<State>,
  select: (state: State) => Part,
): Part => {
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const part = select(store.get())
  const latest = useRef({ select, part })
  latest.current = { select, part }
  useEffect(() => {
    const look = () => {
      if (!Object.is(latest.current.select(store.get()), latest.current.part)) draw(undefined)
    }
    look()
    return store.subscribe(look)
  }, [store])
  return part
}
