// The secrets that receivers verify with. They are derived from a master secret when they are needed and stored nowhere.
import type { WebhookRow } from '../db/webhook-schema.ts'
import { type Masters, requireMasters } from '../domain/webhooks/masters.ts'

/** Milliseconds for which a secret is good after it was replaced: a day. */
const OVERLAP = 86_400_000

/** What a secret is derived for. */
type Owner = Pick<WebhookRow, 'idBrand' | 'idWebhook' | 'secretDates'>

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** The newest first. */
const mastersOf = (env: Masters): string[] => {
  requireMasters(env)
  return [env.WEBHOOK_SECRET, env.WEBHOOK_SECRET_PREVIOUS].filter((master) => Boolean(master))
}

const derive = async (
  master: string,
  { idBrand, idWebhook }: Owner,
  madeAt: number,
): Promise<ArrayBuffer> => {
  const key = await crypto.subtle.importKey('raw', bytesOf(master), 'HKDF', false, ['deriveBits'])
  const info = bytesOf(`edge-chatrooms webhook ${idBrand} ${idWebhook} ${madeAt}`)
  return crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    key,
    256,
  )
}

const base64 = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)))

/** The newest secret of a webhook, as its receiver keeps it. Throws 503 without a master secret. */
export const secretOf = async (env: Masters, owner: Owner): Promise<string> =>
  `whsec_${base64(await derive(mastersOf(env)[0]!, owner, Math.max(...owner.secretDates)))}`

const goodDates = ({ secretDates }: Owner, now: number): number[] => {
  const dates = secretDates.toSorted((one, other) => other - one)
  return dates.filter((_, index) => index === 0 || now - dates[index - 1]! < OVERLAP)
}

/** Signs what is sent: the text of the headers `webhook-id` and `webhook-timestamp`, and the body. */
export type Sign = (id: string, timestamp: number, body: string) => Promise<string>

/** Signs with every secret of a webhook that is good at the time `now`. Throws 503 without a master secret. */
export const signerOf = async (env: Masters, owner: Owner, now: number): Promise<Sign> => {
  const dates = goodDates(owner, now)
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const keys = await Promise.all(
    mastersOf(env).flatMap((master) =>
      dates.map(async (madeAt) =>
        crypto.subtle.importKey('raw', await derive(master, owner, madeAt), algorithm, false, [
          'sign',
        ]),
      ),
    ),
  )
  return async (id, timestamp, body) => {
    const signed = bytesOf(`${id}.${timestamp}.${body}`)
    const signatures = await Promise.all(
      keys.map(async (key) => `v1,${base64(await crypto.subtle.sign('HMAC', key, signed))}`),
    )
    return signatures.join(' ')
  }
}
