// Who one is, whom one looks for, and the rooms.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { LISTS, type ListName } from '../api/calls.ts'
import { roomsOf } from '../state/state.ts'
import { useWords } from '../text/language.tsx'
import { Face, Name } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { useInbox, useInboxState } from './inbox-context.ts'
import { PeopleSearch } from './people-search.tsx'
import { RoomRow } from './room-row.tsx'
import { rove } from './rove.ts'
import { WaitingList } from './waiting-list.tsx'

/** Pixels from the end of the list at which the next rooms are asked for. */
const AHEAD = 600

const RoomList = ({ list }: { list: ListName }) => {
  const inbox = useInbox()
  const words = useWords()
  const rooms = useInboxState((state) => state.rooms)
  const lists = useInboxState((state) => state.lists)
  const thread = useInboxState((state) => state.thread)
  const hasStarted = useInboxState((state) => state.hasStarted)
  const isLive = useInboxState((state) => state.isLive)
  const open = thread?.room
  const shown = useMemo(
    () => roomsOf(inbox.store.get(), list, inbox.me),
    [rooms, lists, list, open],
  )
  const { older, isLoading } = lists[list]
  const end = useRef<HTMLLIElement>(null)

  useEffect(() => {
    if (hasStarted && older === undefined) inbox.loadRooms(list)
  }, [hasStarted, isLive, list])
  useEffect(() => {
    const look = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting && older) inbox.loadRooms(list)
      },
      { rootMargin: `${AHEAD}px` },
    )
    if (end.current) look.observe(end.current)
    return () => look.disconnect()
    // Not when a load has ended: one that has failed would begin again at once, without end.
  }, [list, older, isLive])

  const stop = shown.some(({ id }) => id === open) ? open : shown[0]?.id
  return (
    <nav class="rooms" aria-label={words.rooms} onKeyDown={rove}>
      {shown.length === 0 && !isLoading && older === null && (
        <p class="empty-list">{words.emptyList[list]}</p>
      )}
      <ul>
        {shown.map((room) => (
          <RoomRow key={room.id} room={room} isOpen={room.id === open} isStop={room.id === stop} />
        ))}
        <li ref={end} class="list-end" aria-hidden="true" />
      </ul>
    </nav>
  )
}

interface SidebarProps {
  readonly leave: () => void
  readonly openManager: (() => void) | null
}

export const Sidebar = ({ leave, openManager }: SidebarProps) => {
  const { me } = useInbox()
  const words = useWords()
  const self = useInboxState(({ people }) => people.get(me))
  const isLive = useInboxState((state) => state.isLive)
  const hasStarted = useInboxState((state) => state.hasStarted)
  const [list, setList] = useState<ListName>('all')
  const [name, setName] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const otherCode = words.otherLanguage.slice(0, 2).toUpperCase()

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  const endSearch = () => {
    setName(null)
    field.current?.blur()
  }

  return (
    <div class="sidebar">
      <header class="self">
        <Face id={me} person={self} />
        <h1>
          <Name>{words.name(self, me)}</Name>
          <small role="status" data-live={isLive}>
            {isLive ? words.live : hasStarted ? words.offline : words.loading}
          </small>
        </h1>
        {openManager && (
          <button type="button" class="plain" onClick={openManager}>
            {words.manager}
          </button>
        )}
        <button
          type="button"
          class="plain"
          lang={words.code === 'fr' ? 'en' : 'fr'}
          aria-label={`${otherCode} ${words.otherLanguage}`}
          onClick={words.change}
        >
          {otherCode}
        </button>
        <button
          type="button"
          class="round"
          aria-label={words.signOut}
          title={words.signOut}
          onClick={leave}
        >
          <Icon name="leave" />
        </button>
      </header>
      <search class="search">
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          value={name ?? ''}
          placeholder={words.search}
          aria-label={words.search}
          aria-keyshortcuts="Control+K"
          autocomplete="off"
          onFocus={() => setName((text) => text ?? '')}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Escape' && endSearch()}
        />
        {name !== null && (
          <button type="button" class="round" aria-label={words.closeSearch} onClick={endSearch}>
            <Icon name="close" />
          </button>
        )}
      </search>
      {name === null ? (
        <>
          <div class="tabs" role="group" aria-label={words.rooms}>
            {LISTS.map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === list}
                onClick={() => setList(each)}
              >
                {words.lists[each]}
              </button>
            ))}
          </div>
          <WaitingList />
          <RoomList list={list} />
        </>
      ) : (
        <PeopleSearch name={name} close={endSearch} />
      )}
    </div>
  )
}
