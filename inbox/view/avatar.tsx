// Faces: initials on a colour of one's own. Pictures of other origins are not asked for.
import type { Person, Room } from '../api/shapes.ts'
import { peerOf } from '../state/state.ts'
import { useWords } from '../text/language.tsx'
import { useInbox, useInboxState } from './inbox-context.ts'

/** A colour of one's own, as an angle; neighbours in a list are far apart. */
export const hueOf = (id: number) => ({ '--hue': (id * 137) % 360 })

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first character of a word as a reader sees it, without what is stacked on it. */
const initialOf = (word: string | null | undefined): string => {
  const [first] = graphemes.segment(word?.trim() ?? '')
  return (
    first?.segment
      .normalize('NFC')
      .replaceAll(/(?!^)\p{M}/gu, '')
      .toUpperCase() ?? ''
  )
}

const initialsOf = (person: Person | undefined): string =>
  person?.isAnonymized
    ? ''
    : initialOf(person?.firstName) + initialOf(person?.lastName) || initialOf(person?.username)

interface FaceProps {
  readonly id: number
  readonly person: Person | undefined
  readonly isPresenceShown?: boolean
}

export const Face = ({ id, person, isPresenceShown = false }: FaceProps) => (
  <span class="face" style={hueOf(id)} aria-hidden="true">
    {initialsOf(person) || '·'}
    {isPresenceShown && person?.isOnline && <span class="presence" />}
  </span>
)

/** The face of a room: of the other one, or of two of its members. */
export const RoomFace = ({ room }: { room: Room }) => {
  const { me } = useInbox()
  const people = useInboxState((state) => state.people)
  const peer = peerOf(room, me)
  if (peer !== undefined) {
    return <Face id={peer} person={people.get(peer)} isPresenceShown />
  }
  const pair = room.seats.filter(({ id }) => id !== me).slice(0, 2)
  return (
    <span class="faces">
      {pair.map(({ id }) => (
        <Face key={id} id={id} person={people.get(id)} />
      ))}
    </span>
  )
}

/** Names are shown in a box of their own direction, so that they can't turn around what is beside them. */
export const Name = ({ children }: { children: string }) => <bdi class="name">{children}</bdi>

/** What a room is called by somebody in it. */
export const useRoomName = (room: Room | undefined): string => {
  const { me } = useInbox()
  const words = useWords()
  const people = useInboxState((state) => state.people)
  if (!room) return ''
  const peer = peerOf(room, me)
  if (peer !== undefined) return words.name(people.get(peer), peer)
  const names = room.seats
    .filter(({ id }) => id !== me)
    .slice(0, 3)
    .map(({ id }) => words.shortName(people.get(id), id))
  const others = room.memberCount - 1 - names.length
  return others > 0 ? `${names.join(', ')} ${words.and(others)}` : words.list(names)
}
