// What a repeat is told by. Keys and requests are kept as hashes, and of a message its key as it is: the event of it carries that.
import type { Actor } from '../../contract/actor.ts'
import { invalidFields } from '../../contract/failure.ts'

export interface RequestKeys {
  readonly requestKey: string | null
  readonly requestHash: string | null
  /** Subject and key, in JSON. */
  readonly request: string | null
}

const toHex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

const hashOf = async (json: string): Promise<string> =>
  toHex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(json)))

/** An `Idempotency-Key`, which belongs to the subject of the token, and the hashes of it and of its request; nulls without a key. */
export const keysOf = async (
  { subject }: Actor,
  idempotencyKey: string | undefined,
  body: unknown,
): Promise<RequestKeys> => {
  if (idempotencyKey === undefined) return { requestKey: null, requestHash: null, request: null }
  const request = JSON.stringify([subject, idempotencyKey])
  const [requestKey, requestHash] = await Promise.all([
    hashOf(request),
    hashOf(JSON.stringify(body)),
  ])
  return { requestKey, requestHash, request }
}

/** The same, with a key of its own for a request without one: its batch can be sent twice. */
export const ownKeysOf = (
  actor: Actor,
  idempotencyKey: string | undefined,
  request: unknown,
): Promise<RequestKeys> => keysOf(actor, idempotencyKey ?? crypto.randomUUID(), request)

/** Throws 422 when the key came with another request before. */
export const requireSame = (
  earlier: Pick<RequestKeys, 'requestHash'>,
  { requestHash }: RequestKeys,
): void => {
  if (earlier.requestHash === requestHash) return
  throw invalidFields(['Idempotency-Key'], 'has been used for another request')
}
