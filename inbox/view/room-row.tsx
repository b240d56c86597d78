// One room in the list.
import type { Message, Room } from '../api/shapes.ts'
import { peerOf, seatOf } from '../state/state.ts'
import { useWords, type Words } from '../text/language.tsx'
import { Name, RoomFace, useRoomName } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { useInbox, useInboxState } from './inbox-context.ts'

/** What a message is in one line. */
export const previewOf = (message: Message, words: Words): string =>
  message.type === 0 ? message.content : (words.types[message.type] ?? message.content)

const Gist = ({ room }: { room: Room }) => {
  const { me } = useInbox()
  const words = useWords()
  const isTyping = useInboxState(({ typing }) =>
    [...typing.keys()].some((key) => key.startsWith(`${room.id}/`)),
  )
  const author = useInboxState(({ people }) => people.get(room.lastMessage?.author ?? 0))
  const pending = useInboxState(({ outbox }) => outbox.findLast((entry) => entry.room === room.id))
  if (isTyping) return <span class="gist writing">{words.isTyping('').trim()}</span>
  if (pending) {
    return (
      <span class="gist">
        <Icon name={pending.refusal === null ? 'clock' : 'alert'} />
        <bdi>{pending.content}</bdi>
      </span>
    )
  }
  const message = room.lastMessage
  if (!message) return <span class="gist">{words.noMessage}</span>
  const peer = peerOf(room, me)
  const isRead =
    peer !== undefined && (room.seats.find(({ id }) => id === peer)?.lastRead ?? 0) >= message.id
  return (
    <span class="gist">
      {message.author === me && peer !== undefined && <Icon name={isRead ? 'checks' : 'check'} />}
      {peer === undefined && (
        <>
          <bdi class="author">
            {message.author === me ? words.you : words.shortName(author, message.author)}
          </bdi>
          {' · '}
        </>
      )}
      <bdi>{previewOf(message, words)}</bdi>
    </span>
  )
}

interface RoomRowProps {
  readonly room: Room
  readonly isOpen: boolean
  readonly isStop: boolean
}

export const RoomRow = ({ room, isOpen, isStop }: RoomRowProps) => {
  const { me } = useInbox()
  const words = useWords()
  const name = useRoomName(room)
  const { unread } = room
  return (
    <li>
      <a
        class="row"
        href={`#/${room.id}`}
        data-stop
        tabIndex={isStop ? 0 : -1}
        aria-current={isOpen ? 'page' : undefined}
        data-unread={unread > 0}
      >
        <RoomFace room={room} />
        <span class="row-text">
          <span class="row-line">
            <Name>{name}</Name>
            {seatOf(room, me)?.isBlocked && <Icon name="lock" />}
            <time dateTime={new Date(room.at).toISOString()}>{words.brief(room.at)}</time>
          </span>
          <span class="row-line">
            <Gist room={room} />
            {room.flag !== null && (
              <span class="flag" data-flag={room.flag}>
                <Icon name={room.flag === 1 ? 'flag' : 'check'} />
                <span class="hidden">{room.flag === 1 ? words.toDo : words.done}</span>
              </span>
            )}
            {unread > 0 && (
              <span class="badge">
                <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
                <span class="hidden">{words.unread(unread)}</span>
              </span>
            )}
          </span>
        </span>
      </a>
    </li>
  )
}
