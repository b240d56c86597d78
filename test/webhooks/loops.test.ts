// A webhook that leads to the service itself, by a name that the request which has made it did not come to.
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import worker from '../../src/index.ts'
import { operations, pathOf, signFullToken } from '../support/operations.ts'
import { listen, makeWebhook, manage, say, settle, arrangeStill } from '../support/webhooks.ts'

beforeEach(arrangeStill)

const MESSAGE = 'A webhook must not lead to this service.'

/** An endpoint that is the service, which is sent all that it gets. */
const listenItself = () =>
  listen(async ({ url, headers, body }) => {
    const context = createExecutionContext()
    const request = new Request(url, { method: 'POST', headers, body })
    const answer = await worker.fetch(request, env, context)
    await waitOnExecutionContext(context)
    return answer
  })

describe('a webhook that leads to the service itself by another name', () => {
  it.each(['/api/v2/chat/chatrooms/1/messages', '/health', '/api/v2/chat/socket', '/nowhere'])(
    'as %s is told so, and switched off by its first event',
    async (path) => {
      const received = listenItself()
      const { id_webhook: id } = await makeWebhook({}, `https://chat.workers.example.com${path}`)
      const { body: trial } = await manage('POST', `/${id}/test`)
      expect(trial.status).toBe(410)
      expect(JSON.parse(trial.body)).toStrictEqual({ message: MESSAGE })
      await say()
      await settle(id)
      expect(received).toHaveLength(2)
      expect((await manage('GET', `/${id}`)).body).toMatchObject({
        active: false,
        disabled_reason: 'The endpoint has answered 410 Gone.',
      })
    },
  )
})

it('no route takes a request that is signed as an event, whatever else it has', async () => {
  const headers = {
    Authorization: `Bearer ${await signFullToken()}`,
    'X-Popsell-Brand': '3',
    'Content-Type': 'application/json',
    'webhook-signature': 'v1,x',
  }
  for (const operation of operations) {
    const { method } = operation
    const body = method === 'GET' ? null : JSON.stringify(operation.body ?? {})
    const url = `https://chat.example.com${pathOf(operation)}`
    const context = createExecutionContext()
    const answer = await worker.fetch(new Request(url, { method, headers, body }), env, context)
    await waitOnExecutionContext(context)
    expect([answer.status, await answer.json()]).toStrictEqual([410, { message: MESSAGE }])
  }
})
