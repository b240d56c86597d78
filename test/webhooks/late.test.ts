// An answer that comes when the webhook is sent elsewhere by then.
import { beforeEach, expect, it } from 'vitest'
import {
  answer,
  arrangeStill,
  later,
  listen,
  makeWebhook,
  manage,
  say,
  settle,
} from '../support/webhooks.ts'

beforeEach(arrangeStill)

it('a URL that is given up has no say in what becomes of the new one', async () => {
  const underWay = Promise.withResolvers<void>()
  const late = Promise.withResolvers<Response>()
  const received = listen(({ url }) => {
    if (url.includes('good')) return answer(204)
    underWay.resolve()
    return late.promise
  })
  const { id_webhook: id } = await makeWebhook({ events: ['message.created'] })
  await settle(id)
  await say('a')
  await underWay.promise
  await manage('PATCH', `/${id}`, { url: 'https://good.example.com/' })
  // Until the object has left the request to itself.
  await settle(id)
  late.resolve(answer(410))
  await settle(id)
  await say('b')
  await later(6000, id)
  expect((await manage('GET', `/${id}`)).body).toMatchObject({
    active: true,
    disabled_reason: null,
  })
  expect(received.map(({ url, event }) => [new URL(url).hostname, event.id_event])).toStrictEqual([
    ['hooks.example.com', received[0]!.event.id_event],
    ['good.example.com', received[0]!.event.id_event],
    ['good.example.com', received.at(-1)!.event.id_event],
  ])
}, 30_000)
