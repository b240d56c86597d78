// Who may listen to a brand, and what somebody who listens hears.
import type { Caller } from '../auth/caller.ts'
import { canSeeContacts } from '../contract/actor.ts'
import type { Audience } from '../domain/events/audience.ts'
import type { Rooms } from './rooms.ts'
import type { Seat } from './seats.ts'

/** The part of a seat that its token decides. */
export type Pass = Pick<Seat, 'subject' | 'self' | 'seesContacts' | 'expiresAt'>

/** What a token gives its bearer in a brand; null for nothing. */
export const passOf = (caller: Caller, idBrand: number): Pass | null => {
  const { subject, self, scopes, brands, expiresAt } = caller
  if (!brands.includes(idBrand)) return null
  if (!scopes.has('chat:self') && !scopes.has('chat:brand')) return null
  return { subject, self, seesContacts: canSeeContacts(caller), expiresAt }
}

/** Whether an event for this audience concerns somebody. The brand's own systems hear everything. */
export const hears = (
  { self, isMember }: Pick<Seat, 'self' | 'isMember'>,
  { ambassadors, room, isForMembers, peersOf }: Audience,
  rooms: Rooms,
): boolean =>
  self === null ||
  ambassadors?.includes(self) === true ||
  (room !== undefined && rooms.isMember(room, self)) ||
  (isForMembers === true && isMember) ||
  (peersOf !== undefined && rooms.peersOf(peersOf).has(self))
