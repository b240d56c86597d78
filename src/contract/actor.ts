// Who acts in a brand, for whom, and what it may see of whom.

export const SCOPES = ['chat:self', 'chat:contacts', 'chat:brand', 'manager'] as const

export type Scope = (typeof SCOPES)[number]

/**
 * A person acts for itself alone, or for nobody where the `sub` of its token is no ambassador; a system of the brand acts for
 * everybody of it; the service acts by itself where nobody has asked.
 */
export interface Actor {
  readonly kind: 'person' | 'brand' | 'system'
  /** The `sub` of a token, as it is. */
  readonly subject: string
  readonly scopes: ReadonlySet<string>
  /** The only ambassador that a person may act for; null where the actor is no person. */
  readonly self: number | null
}

/** The service itself: what it makes ready for others is whole. */
export const SYSTEM: Actor = {
  kind: 'system',
  subject: 'system',
  scopes: new Set<Scope>(['chat:brand']),
  self: null,
}

/** True when the actor may act for this ambassador. */
export const canActFor = (actor: Actor, idAmbassador: number): boolean =>
  actor.self === null || actor.self === idAmbassador

/** Who has one of them may see the contacts of everybody in the brand. */
const SEEING: readonly Scope[] = ['chat:brand', 'manager', 'chat:contacts']

/** True when the actor may see the e-mails and the customer ids of everybody in the brand. */
export const canSeeContacts = ({ scopes }: Pick<Actor, 'scopes'>): boolean =>
  SEEING.some((scope) => scopes.has(scope))

/** What an answer shows to whom depends on this of an actor. */
export type Viewer = Pick<Actor, 'self' | 'scopes'>

/** True when the actor may see the e-mails and the customer id of this ambassador. */
export const canSeeContactsOf = (viewer: Viewer, idAmbassador: number): boolean =>
  viewer.self === idAmbassador || canSeeContacts(viewer)

/** Who looks, and when (milliseconds since the epoch): what an answer shows depends on both. */
export interface View {
  readonly actor: Viewer
  readonly now: number
}
