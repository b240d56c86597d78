// What has not been acknowledged, kept by the browser: it outlives the page, a reload and a crash.

export interface Outgoing {
  /** The idempotency key: however often it is sent, the service makes one message of it. */
  readonly key: string
  /** The brand and the ambassador whose it is. */
  readonly owner: string
  readonly room: number
  readonly content: string
  /** Milliseconds; rises with each entry. */
  readonly at: number
  /** Why the service has refused it; null while it may still be taken. */
  readonly refusal: string | null
}

const NAME = 'edge-chatrooms-inbox'
const STORE = 'outbox'

const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })

let opened: Promise<IDBDatabase> | undefined

const open = (): Promise<IDBDatabase> => {
  opened ??= (() => {
    const request = indexedDB.open(NAME, 1)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore(STORE, { keyPath: 'key' })
    })
    return done(request)
  })()
  return opened
}

const run = async <Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> => {
  const transaction = (await open()).transaction(STORE, mode, { durability: 'strict' })
  return done(work(transaction.objectStore(STORE)))
}

/** A browser that keeps nothing, in a private window, still sends: what it has is gone with the page. */
const ifKept = <Result>(work: Promise<Result>): Promise<Result | undefined> =>
  work.catch(() => undefined)

export const keep = (entry: Outgoing) => ifKept(run('readwrite', (store) => store.put(entry)))

export const drop = (key: string) => ifKept(run('readwrite', (store) => store.delete(key)))

export const keptOf = async (owner: string): Promise<Outgoing[]> => {
  const all = await ifKept<Outgoing[]>(run('readonly', (store) => store.getAll()))
  return (all ?? []).filter((entry) => entry.owner === owner).toSorted((a, b) => a.at - b.at)
}
