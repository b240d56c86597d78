// Webhooks of brand 3, and the endpoints that they send to.
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, onTestFinished, vi } from 'vitest'
import type { Delivery } from '../../src/webhooks/schema.ts'
import type { Webhook } from '../../src/webhooks/webhook.ts'
import { arrange, signFullToken } from './operations.ts'
import { post, send } from './worker.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The object of a webhook. */
export const objectOf = (idWebhook: number, idBrand = 3): DurableObjectStub<Webhook> =>
  env.WEBHOOK.get(env.WEBHOOK.idFromName(`${idBrand}/${idWebhook}`))

/** Puts into the object of a webhook of brand 3 what `source` selects, in place of its deliveries. */
export const fillDeliveries = async (idWebhook: number, source: string): Promise<void> => {
  const object = objectOf(idWebhook)
  await runInDurableObject(object, async (instance: Webhook, { storage }) => {
    await instance.list({ idBrand: 3, idWebhook }, { kind: 'page', page: 1, perPage: 1 }, true, [
      'dead',
    ])
    storage.sql.exec('delete from deliveries')
    storage.sql.exec(`insert into deliveries ${source}`)
  })
}

/** A webhook of brand 3, as it was answered when it was made. */
export const makeWebhook = async (
  body: object = {},
  url = `https://hooks.example.com/${crypto.randomUUID()}`,
) => {
  const token = await signFullToken()
  const answer = await send('POST', '/api/v2/manager/webhooks', { token, body: { url, ...body } })
  expect(answer.status).toBe(201)
  return answer.body as { id_webhook: number; url: string; secret: string }
}

/** Sends a request about a webhook. */
export const manage = async (method: string, path: string, body?: unknown) =>
  send(method, `/api/v2/manager/webhooks${path}`, {
    token: await signFullToken(),
    ...(body === undefined ? {} : { body }),
  })

/** When an object looks again; null for never. */
export const nextLook = (idWebhook: number): Promise<number | null> =>
  runInDurableObject(objectOf(idWebhook), (_, { storage }) => storage.getAlarm())

/** Waits until an object has done all that is due by the clock of the test. An alarm that is under way counts as none. */
export const settle = async (idWebhook: number): Promise<void> => {
  const object = objectOf(idWebhook)
  let isQuiet = false
  for (;;) {
    await runInDurableObject(object, (instance: Webhook) => instance.alarm())
    const look = await nextLook(idWebhook)
    if (look !== null && look > Date.now()) return
    if (look === null && isQuiet) return
    isQuiet = look === null
    await runDurableObjectAlarm(object)
  }
}

export interface Received {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
  readonly event: { type: string; id_event: number; id_chatroom?: number; data: unknown }
}

/** What the messages say of which an endpoint was told. */
export const contentsOf = (received: readonly Received[]) =>
  received.map(({ event }) => (event.data as { content?: string }).content)

/** An endpoint for every webhook, until the end of the test. It takes all that it gets unless `respond` says otherwise. */
export const listen = (
  respond: (received: Received, count: number) => Response | Promise<Response> = () =>
    new Response(null, { status: 204 }),
): Received[] => {
  const all: Received[] = []
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    const body = await request.text()
    const headers = Object.fromEntries(request.headers)
    const received = { url: request.url, headers, body, event: JSON.parse(body) }
    all.push(received)
    const { promise: given, reject: giveUp } = Promise.withResolvers<never>()
    request.signal.addEventListener('abort', () => giveUp(request.signal.reason))
    return Promise.race([respond(received, all.length), given])
  })
  onTestFinished(() => spy.mockRestore())
  return all
}

/** Lets so much time pass, and the object do what is due then. */
export const later = async (milliseconds: number, idWebhook: number): Promise<void> => {
  vi.setSystemTime(Date.now() + milliseconds)
  await settle(idWebhook)
}

/** Lets hour after hour pass until `isDone`, or until the object looks no more. */
export const untilThen = async (idWebhook: number, isDone: () => boolean | Promise<boolean>) => {
  for (let looks = 0; looks < 500 && !(await isDone()); looks += 1) {
    const look = await nextLook(idWebhook)
    if (look === null) return
    await later(Math.max(HOUR, look - Date.now()), idWebhook)
  }
}

/** What has become of the events of a webhook, newest first. */
export const deliveriesOf = async (id: number, query = ''): Promise<Delivery[]> =>
  (await manage('GET', `/${id}/deliveries${query}`)).body.data

/** From here on the clock stands still unless the test moves it. */
export const stopClock = (): void => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
}

/** What the examples speak of, at a clock that stands still. */
export const arrangeStill = async (): Promise<void> => {
  stopClock()
  await arrange()
}

/** Posts a message as ambassador 1. */
export const say = async (content = 'x', idChatroom = 1): Promise<Record<string, unknown>> =>
  (await post(idChatroom, { id_ambassador: 1, type_message: 0, content })).body

export const answer = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers })

/** A webhook that has been sent one message, to an endpoint that does `respond`. */
export const afterOne = async (respond: Parameters<typeof listen>[0]) => {
  const received = listen(respond)
  const { id_webhook: id } = await makeWebhook()
  await settle(id)
  await say()
  await settle(id)
  return { received, id }
}
