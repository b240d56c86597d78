// One message: whose it is, what it says, when, and what its author can do with it.
import type { Message, Room } from '../api/shapes.ts'
import { useWords } from '../text/language.tsx'
import { Face, hueOf, Name } from './avatar.tsx'
import { useEditing } from './editing.ts'
import { Icon } from './icon.tsx'
import { useInbox, useInboxState } from './inbox-context.ts'
import { Menu } from './menu.tsx'
import type { Grouped } from './message-groups.ts'
import { RatingCard } from './rating-card.tsx'

/** What is said, as text. A type that is not text is named in front of it. */
const Said = ({ message }: { message: Message }) => {
  const words = useWords()
  if (message.change === 'deleted') return <em>{words.removed}</em>
  return (
    <>
      {message.type !== 0 && <strong class="kind">{words.types[message.type]}</strong>}
      <span dir="auto" class="said">
        {message.content}
      </span>
    </>
  )
}

interface MessageRowProps extends Grouped {
  readonly room: Room
  readonly isRead: boolean
  readonly isLastOwn: boolean
}

export const MessageRow = (props: MessageRowProps) => {
  const { message, day, isFirstNew, isFirst, isLast, room, isRead, isLastOwn } = props
  const inbox = useInbox()
  const words = useWords()
  const { edit } = useEditing()
  const author = useInboxState(({ people }) => people.get(message.author))
  const isOwn = message.author === inbox.me
  const isDeleted = message.change === 'deleted'
  const actions = isDeleted
    ? [{ label: words.restore, act: () => inbox.restore(message.id) }]
    : [
        ...(message.type === 0 ? [{ label: words.edit, act: () => edit(message) }] : []),
        { label: words.remove, isDangerous: true, act: () => inbox.remove(message.id) },
      ]
  return (
    <>
      {day !== null && (
        <p class="day">
          <span>{words.day(message.at)}</span>
        </p>
      )}
      {isFirstNew && (
        <p class="new-line">
          <span>{words.newMessages}</span>
        </p>
      )}
      <article
        class="message"
        data-message={message.id}
        data-own={isOwn}
        data-first={isFirst}
        data-last={isLast}
        aria-label={`${isOwn ? words.you : words.name(author, message.author)}, ${words.clock(message.at)}`}
      >
        {!isOwn && !room.isPair && (isLast ? <Face id={message.author} person={author} /> : <i />)}
        <div class="bubble-side">
          {!isOwn && !room.isPair && isFirst && (
            <span class="author" style={hueOf(message.author)}>
              <Name>{words.name(author, message.author)}</Name>
            </span>
          )}
          {message.rating && !isDeleted ? (
            <RatingCard message={message} rating={message.rating} />
          ) : (
            <div class="bubble" data-deleted={isDeleted}>
              <Said message={message} />
              <span class="stamp">
                {message.change === 'edited' && <>{words.edited} · </>}
                <time dateTime={new Date(message.at).toISOString()} title={words.full(message.at)}>
                  {words.clock(message.at)}
                </time>
                {isOwn && !isDeleted && (
                  <span class="mark" data-read={isRead}>
                    <Icon name={isRead ? 'checks' : 'check'} />
                    <span class="hidden">{isRead ? words.read : words.sent}</span>
                  </span>
                )}
              </span>
            </div>
          )}
        </div>
        {isOwn && message.rating === null && (
          <Menu
            label={words.messageActions}
            icon="more"
            items={actions}
            isQuiet
            isStop={isLastOwn}
          />
        )}
      </article>
    </>
  )
}
