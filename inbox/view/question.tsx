// Asks before something that can't be taken back.
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from '../text/language.tsx'

interface QuestionProps {
  readonly text: string
  readonly yes: string
  readonly act: () => void
  readonly close: () => void
}

export const Question = ({ text, yes, act, close }: QuestionProps) => {
  const words = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="question" aria-label={yes} onClose={close}>
      <p>{text}</p>
      <div class="choices">
        <button type="button" class="plain" onClick={() => dialog.current?.close()}>
          {words.cancel}
        </button>
        <button
          type="button"
          class="primary dangerous"
          onClick={() => {
            act()
            dialog.current?.close()
          }}
        >
          {yes}
        </button>
      </div>
    </dialog>
  )
}
