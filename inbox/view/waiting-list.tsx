// Clients who wait for somebody of the brand. Whoever takes one gets the room with them.
import { useState } from 'preact/hooks'
import { useWords } from '../text/language.tsx'
import { Face, Name } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { useInbox, useInboxState } from './inbox-context.ts'
import { goToRoom } from './route.ts'

export const WaitingList = () => {
  const inbox = useInbox()
  const words = useWords()
  const waiting = useInboxState((state) => state.waiting)
  const people = useInboxState((state) => state.people)
  const isMember = (people.get(inbox.me)?.status ?? 9) <= 6
  const [isOpen, setOpen] = useState(false)
  if (!isMember || waiting.length === 0) return null
  return (
    <section class="waiting" aria-label={words.waitingList}>
      <button
        type="button"
        class="waiting-head"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="waiting" />
        <span>{words.waitingCount(waiting.length)}</span>
        <Icon name="chevron" />
      </button>
      {isOpen && (
        <ul>
          {waiting.map(({ id, user, content, at }) => (
            <li key={id} class="waiting-entry">
              <Face id={user} person={people.get(user)} />
              <span class="row-text">
                <span class="row-line">
                  <Name>{words.name(people.get(user), user)}</Name>
                  <time dateTime={new Date(at).toISOString()}>{words.ago(at)}</time>
                </span>
                <bdi class="waiting-text">{content}</bdi>
              </span>
              <button type="button" class="small" onClick={() => inbox.take(id, goToRoom)}>
                {words.take}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
