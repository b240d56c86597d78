// One room as a manager sees it: who is in it and its newest messages. Nobody learns of it.
import { useEffect, useState } from 'preact/hooks'
import type { ManagedRoom, Manager } from '../api/manager.ts'
import { useWords } from '../text/language.tsx'
import { Name } from '../view/avatar.tsx'
import { previewOf } from '../view/room-row.tsx'

interface ReadOnlyRoomProps {
  readonly manager: Manager
  readonly id: number
  readonly close: () => void
}

export const ReadOnlyRoom = ({ manager, id, close }: ReadOnlyRoomProps) => {
  const words = useWords()
  const [room, setRoom] = useState<ManagedRoom | null>(null)
  useEffect(() => {
    manager.room(id).then(setRoom, close)
  }, [id])
  const people = new Map(room?.people.map((person) => [person.id, person]))
  return (
    <section class="table" aria-label={words.messages} tabIndex={0}>
      <button type="button" class="small" onClick={close}>
        {words.back}
      </button>
      {room?.messages.map((message) => (
        <p key={message.id} class="line">
          <strong>
            <Name>{words.name(people.get(message.author), message.author)}</Name>
          </strong>{' '}
          <time>{words.full(message.at)}</time>
          <br />
          <span dir="auto" class="said">
            {previewOf(message, words)} {message.rating?.value}
          </span>
        </p>
      ))}
    </section>
  )
}
