// The open room: with whom, what was said, and where one writes.
import { useEffect, useState } from 'preact/hooks'
import type { Message, Room } from '../api/shapes.ts'
import { peerOf, seatOf } from '../state/state.ts'
import { useWords } from '../text/language.tsx'
import { Name, RoomFace, useRoomName } from './avatar.tsx'
import { Composer } from './composer.tsx'
import { EditingContext, useEditing } from './editing.ts'
import { Icon } from './icon.tsx'
import { useInbox, useInboxState } from './inbox-context.ts'
import { MessageList } from './message-list.tsx'
import { previewOf } from './room-row.tsx'
import { RoomMenu } from './room-menu.tsx'
import { goToList } from './route.ts'

/** Under the name: who writes, else whether the other one is there, else how many they are. */
const Presence = ({ room }: { room: Room }) => {
  const { me } = useInbox()
  const words = useWords()
  const people = useInboxState((state) => state.people)
  const typing = useInboxState((state) => state.typing)
  const peer = peerOf(room, me)
  const writing = [...typing.keys()]
    .filter((key) => key.startsWith(`${room.id}/`))
    .map((key) => Number(key.split('/')[1]))
  if (writing.length > 0) {
    const names = words.list(writing.map((id) => words.shortName(people.get(id), id)))
    return (
      <small class="writing">
        {writing.length === 1 ? words.isTyping(names) : words.areTyping(names)}
      </small>
    )
  }
  if (peer === undefined) return <small>{words.members(room.memberCount)}</small>
  const person = people.get(peer)
  if (person?.isOnline) return <small class="there">{words.online}</small>
  return (
    <small>{person?.lastSeenAt ? words.seen(words.ago(person.lastSeenAt)) : words.offline}</small>
  )
}

/** Tells those who listen what comes in, and nothing of what was there before. */
const Spoken = () => {
  const words = useWords()
  const said = useInboxState((state) => state.said)
  const people = useInboxState((state) => state.people)
  return (
    <div class="hidden" role="log" aria-label={words.newMessages}>
      {said.map((message) => (
        <p key={message.id}>
          {words.name(people.get(message.author), message.author)}: {previewOf(message, words)}
        </p>
      ))}
    </div>
  )
}

const Foot = ({ room, name }: { room: Room; name: string }) => {
  const { me, block } = useInbox()
  const { edited } = useEditing()
  const words = useWords()
  if (seatOf(room, me)?.isBlocked) {
    return (
      <p class="shut">
        {words.blockedByYou}{' '}
        <button type="button" class="small" onClick={() => block(room.id, false)}>
          {words.unblock}
        </button>
      </p>
    )
  }
  if (room.isPair && room.seats.some(({ isBlocked }) => isBlocked)) {
    return <p class="shut">{words.blockedByOther}</p>
  }
  return <Composer key={`${room.id}/${edited?.id}`} room={room} name={name} />
}

export const RoomView = ({ id }: { id: number }) => {
  const inbox = useInbox()
  const room = useInboxState((state) => state.rooms.get(id))
  const thread = useInboxState((state) => state.thread)
  const words = useWords()
  const name = useRoomName(room)
  const [edited, edit] = useState<Message | null>(null)
  useEffect(() => {
    inbox.openRoom(id)
    edit(null)
    return inbox.closeRoom
  }, [id])
  return (
    <EditingContext.Provider value={{ edited, edit }}>
      <section class="room" aria-label={name || words.loading}>
        <header class="room-head">
          <button type="button" class="round back" aria-label={words.back} onClick={goToList}>
            <Icon name="back" />
          </button>
          {room && (
            <>
              <RoomFace room={room} />
              <h2>
                <Name>{name}</Name>
                <Presence room={room} />
              </h2>
              <RoomMenu room={room} />
            </>
          )}
        </header>
        <Spoken />
        {room && thread?.room === id ? (
          <>
            <MessageList key={id} room={room} thread={thread} />
            <Foot room={room} name={name} />
          </>
        ) : (
          <div class="messages-frame" />
        )}
      </section>
    </EditingContext.Provider>
  )
}
