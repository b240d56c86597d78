// The codes of the contract, by name. What each means on the wire is said where its field is described.

export const TypeChatroom = { oneToOne: 0, oneToMany: 7 } as const

export const TypeDiscussion = { members: 0, external: 1, both: 2 } as const

/** In the order of their codes. */
export const SOURCES = ['direct', 'waiting_list', 'hot_list'] as const

export const Source = { waitingList: 1 } as const

/** Those that the service itself tells apart. */
export const TypeMessage = { text: 0, rating: 2 } as const

/** Of an ambassador: below 0 it is shut out. */
export const Active = { active: 1 } as const

/** Of an ambassador: 0 to 6 are members, 7 and 8 external. */
export const Status = { lastMember: 6, client: 7 } as const
