// An ambassador's inbox: the rooms on one side, the open one on the other; on a phone one of the two.
import { useEffect, useState } from 'preact/hooks'
import type { Session } from '../api/session.ts'
import { openInbox } from '../state/inbox.ts'
import { useWords } from '../text/language.tsx'
import { Icon } from './icon.tsx'
import { InboxContext, useInbox, useInboxState } from './inbox-context.ts'
import { RoomView } from './room-view.tsx'
import { goToList, goToRoom, useRoute } from './route.ts'
import { Sidebar } from './sidebar.tsx'

const Notices = ({ expire }: { expire: () => void }) => {
  const inbox = useInbox()
  const words = useWords()
  const notice = useInboxState((state) => state.notice)
  const isExpired = useInboxState((state) => state.isExpired)
  const isCut = useInboxState((state) => state.hasStarted && !state.isLive)
  useEffect(() => {
    if (isExpired) expire()
  }, [isExpired])
  return (
    <div class="notices" role="status">
      {isCut && <p class="notice">{words.reconnecting}</p>}
      {notice && (
        <p class="notice">
          {notice}
          <button type="button" class="round" aria-label={words.close} onClick={inbox.dismiss}>
            <Icon name="close" />
          </button>
        </p>
      )}
    </div>
  )
}

const NoRoom = () => {
  const words = useWords()
  return (
    <section class="room no-room">
      <Icon name="bubbles" />
      <h2>{words.chooseRoom}</h2>
      <p>{words.chooseRoomHint}</p>
    </section>
  )
}

interface InboxViewProps {
  readonly session: Session
  readonly me: number
  readonly takePeer: () => number | null
  readonly leave: () => void
  readonly expire: () => void
  readonly openManager: (() => void) | null
}

export const InboxView = ({
  session,
  me,
  takePeer,
  leave,
  expire,
  openManager,
}: InboxViewProps) => {
  const [inbox] = useState(() => openInbox(session, me))
  const room = useRoute()
  useEffect(() => inbox.close, [inbox])
  useEffect(() => {
    const peer = takePeer()
    if (peer !== null) inbox.openPair(peer, goToRoom)
  }, [])
  useEffect(() => {
    const press = ({ key, defaultPrevented, target }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented && !(target as Element).closest('dialog, search')) {
        goToList()
      }
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <InboxContext.Provider value={inbox}>
      <main class="inbox" data-pane={room === null ? 'list' : 'room'}>
        <Sidebar leave={leave} openManager={openManager} />
        {room === null ? <NoRoom /> : <RoomView id={room} />}
        <Notices expire={expire} />
      </main>
    </InboxContext.Provider>
  )
}
