// Who listens hears of a message as it is posted.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ambassadors, forgetEvents } from '../support/factories.ts'
import { closeHubs, listenFrom } from '../support/socket.ts'
import { signSelfToken } from '../support/tokens.ts'
import { create, post } from '../support/worker.ts'

const TEXT = { id_ambassador: 1, type_message: 0, content: 'Hello' }

afterEach(closeHubs)

beforeEach(async () => {
  await ambassadors([1, 2, 3])
  await create({ ids_ambassadors: [1, 2], source: 0 })
  await forgetEvents()
})

it('tells the other one of a message, and nobody else', async () => {
  const [other, stranger, brand] = await Promise.all([
    listenFrom({ token: await signSelfToken(2) }),
    listenFrom({ token: await signSelfToken(3) }),
    listenFrom(),
  ])
  const { body } = await post(1, TEXT)
  const [event] = await other.events(1)
  expect(event).toMatchObject({ type: 'message.created', id_event: 1, id_chatroom: 1 })
  expect(await brand.events(1)).toHaveLength(1)
  expect(event?.['data']).toMatchObject({ id_message: body.id_message, content: 'Hello' })
  expect(stranger.frames).toHaveLength(1)
})
