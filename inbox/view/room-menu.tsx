// What one can do with a room.
import { useState } from 'preact/hooks'
import type { Room } from '../api/shapes.ts'
import { peerOf, seatOf } from '../state/state.ts'
import { useWords } from '../text/language.tsx'
import { useInbox, useInboxState } from './inbox-context.ts'
import { Menu, type MenuItem } from './menu.tsx'
import { Question } from './question.tsx'

export const RoomMenu = ({ room }: { room: Room }) => {
  const inbox = useInbox()
  const words = useWords()
  const [question, ask] = useState<'block' | 'purge' | null>(null)
  const isMember = useInboxState(({ people }) => (people.get(inbox.me)?.status ?? 9) <= 6)
  const seat = seatOf(room, inbox.me)
  const peer = peerOf(room, inbox.me)
  const isArchived = seat?.isArchived ?? false
  const flags: MenuItem[] = [
    ...(room.flag === 1 ? [] : [{ label: words.flagToDo, act: () => inbox.flag(room.id, 1) }]),
    ...(room.flag === 2 ? [] : [{ label: words.flagDone, act: () => inbox.flag(room.id, 2) }]),
    ...(room.flag === null ? [] : [{ label: words.unflag, act: () => inbox.flag(room.id, null) }]),
  ]
  const items: MenuItem[] = [
    ...flags,
    {
      label: isArchived ? words.unarchive : words.archive,
      act: () => inbox.archive(room.id, !isArchived),
    },
    ...(peer !== undefined && isMember
      ? [{ label: words.askRating, act: () => inbox.askRating(room.id, peer) }]
      : []),
    seat?.isBlocked
      ? { label: words.unblock, act: () => inbox.block(room.id, false) }
      : { label: words.block, isDangerous: true, act: () => ask('block') },
    { label: words.purge, isDangerous: true, act: () => ask('purge') },
  ]
  return (
    <>
      <Menu label={words.roomActions} icon="more" items={items} />
      {question && (
        <Question
          text={question === 'block' ? words.blockQuestion : words.purgeQuestion}
          yes={words[question]}
          act={() => (question === 'block' ? inbox.block(room.id, true) : inbox.purge(room.id))}
          close={() => ask(null)}
        />
      )}
    </>
  )
}
