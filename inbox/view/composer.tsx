// Where one writes: a new message, or a change to an old one. Return sends, with Shift it begins a line.
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Room } from '../api/shapes.ts'
import { messagesOf } from '../state/state.ts'
import { useWords } from '../text/language.tsx'
import { useEditing } from './editing.ts'
import { Icon } from './icon.tsx'
import { useInbox } from './inbox-context.ts'

/** As the service counts it. */
const LONGEST = 20_000

/** What was begun in other rooms, until one signs out. */
export const drafts = new Map<number, string>()

export const Composer = ({ room, name }: { room: Room; name: string }) => {
  const inbox = useInbox()
  const words = useWords()
  const { edited, edit } = useEditing()
  const [text, setText] = useState(edited ? edited.content : (drafts.get(room.id) ?? ''))
  const field = useRef<HTMLTextAreaElement>(null)

  // On a phone the keyboard would cover the room.
  useLayoutEffect(() => {
    if (edited || matchMedia('(hover: hover)').matches) field.current?.focus()
  }, [])
  // As high as what is in it.
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [text])

  const change = (next: string) => {
    setText(next)
    if (edited) return
    drafts.set(room.id, next)
    if (next !== '') inbox.sayTyping(room.id)
  }
  const submit = () => {
    const content = text.trim()
    if (content === '') return
    if (edited) {
      if (content !== edited.content) inbox.edit(edited.id, content)
      edit(null)
      return
    }
    inbox.send(room.id, content)
    drafts.delete(room.id)
    setText('')
    field.current?.focus()
  }
  const editLast = () => {
    const { thread } = inbox.store.get()
    const last =
      thread &&
      messagesOf(thread).findLast(
        ({ author, type, change: how }) => author === inbox.me && type === 0 && how !== 'deleted',
      )
    if (last) edit(last)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && edited) {
      event.stopPropagation()
      edit(null)
    }
    if (event.key === 'ArrowUp' && text === '' && !edited) {
      event.preventDefault()
      editLast()
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    submit()
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {edited && (
        <p class="editing">
          {words.editing}
          <button type="button" class="small" onClick={() => edit(null)}>
            {words.cancel}
          </button>
        </p>
      )}
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          maxLength={LONGEST}
          placeholder={words.write}
          aria-label={words.writeTo(name)}
          onInput={({ currentTarget }) => change(currentTarget.value)}
          onKeyDown={press}
        />
        <button
          type="submit"
          class="round send"
          aria-label={edited ? words.save : words.send}
          disabled={text.trim() === ''}
        >
          <Icon name={edited ? 'check' : 'send'} />
        </button>
      </div>
    </form>
  )
}
