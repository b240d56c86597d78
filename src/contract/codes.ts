// The codes of the contract, by name. What each means on the wire is said where its field is described.

/** The largest id, page or code on the wire: every integer there is an int32. */
export const INT32_MAX = 2_147_483_647

export type Codes = Readonly<Record<string, number>>

/** Of a room: how many it is for. */
export const TypeChatroom = { oneToOne: 0, oneToMany: 7 } as const

/** A one-to-many room lists all of its members, so their number has an end, and so has that of the members of its tag. */
export const MOST_MEMBERS = 10_000

/** Of a room: who is in it, by status. */
export const TypeDiscussion = { members: 0, external: 1, both: 2 } as const

/** Of a room and of an entry of the waiting list: where it comes from. */
export const Source = { direct: 0, waitingList: 1, hotList: 2 } as const

/** The names of the sources on the wire, in the order of their codes. */
export const SOURCES = ['direct', 'waiting_list', 'hot_list'] as const

export const TypeMessage = {
  text: 0,
  picture: 1,
  rating: 2,
  product: 3,
  connection: 4,
  request: 5,
  unavailable: 6,
  video: 7,
  email: 8,
  missed: 9,
} as const

/** Of an ambassador: the members of a brand, and after the last of them who is external. */
export const Status = {
  ambassador: 0,
  employee: 1,
  administrator: 2,
  seller: 3,
  shopManager: 4,
  manager: 5,
  expert: 6,
  client: 7,
  temp: 8,
} as const

export const LAST_MEMBER = Status.expert

/** Of an ambassador: who is below not activated is shut out. */
export const Active = {
  active: 1,
  notActivated: 0,
  blocked: -1,
  unsubscribed: -2,
  unsubscribedByBrand: -3,
} as const

/** What an ambassador has put on a room of its own. */
export const Flag = { toDo: 1, done: 2 } as const

/** Of a brand tag: apps give the codes a meaning. */
export const VisibilityChat = { first: 1, second: 2 } as const
