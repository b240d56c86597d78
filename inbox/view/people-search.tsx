// People by a part of their name; choosing one opens the room with them.
import { useEffect, useState } from 'preact/hooks'
import type { Person } from '../api/shapes.ts'
import { useWords } from '../text/language.tsx'
import { Face, Name } from './avatar.tsx'
import { useInbox } from './inbox-context.ts'
import { goToRoom } from './route.ts'
import { rove } from './rove.ts'

/** Milliseconds after the last key until the service is asked. */
const PAUSE = 150

interface PeopleSearchProps {
  readonly name: string
  readonly close: () => void
}

export const PeopleSearch = ({ name, close }: PeopleSearchProps) => {
  const inbox = useInbox()
  const words = useWords()
  const [found, setFound] = useState<readonly Person[] | null>(null)
  useEffect(() => {
    let isCurrent = true
    const ask = async () => {
      const people = await inbox.search(name.trim())
      if (isCurrent) setFound(people)
    }
    const timer = setTimeout(ask, name === '' ? 0 : PAUSE)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [name])

  const choose = (id: number) =>
    inbox.openPair(id, (room) => {
      close()
      goToRoom(room)
    })
  return (
    <section class="rooms" aria-label={words.people} onKeyDown={rove}>
      <p class="hidden" role="status">
        {found && words.members(found.length)}
      </p>
      {found?.length === 0 && <p class="empty-list">{words.noneFound(name)}</p>}
      <ul>
        {found?.map((person, index) => (
          <li key={person.id}>
            <button
              type="button"
              class="row"
              data-stop
              tabIndex={index === 0 ? 0 : -1}
              onClick={() => choose(person.id)}
            >
              <Face id={person.id} person={person} isPresenceShown />
              <span class="row-text">
                <span class="row-line">
                  <Name>{words.name(person, person.id)}</Name>
                </span>
                <span class="row-line">
                  <span class="gist">
                    {person.isOnline
                      ? words.online
                      : person.lastSeenAt === null
                        ? words.offline
                        : words.seen(words.ago(person.lastSeenAt))}
                  </span>
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
