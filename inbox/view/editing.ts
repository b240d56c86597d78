// The message that is being changed; the composer changes it.
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Message } from '../api/shapes.ts'

export interface Editing {
  readonly edited: Message | null
  readonly edit: (message: Message | null) => void
}

export const EditingContext = createContext<Editing>({ edited: null, edit: () => undefined })

export const useEditing = (): Editing => useContext(EditingContext)
