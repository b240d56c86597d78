// The examples of events and deliveries speak of one and the same past, wherever they are shown.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import document from '../../docs/openapi.json' with { type: 'json' }

interface Example {
  readonly type: string
  readonly id_event: number
  readonly cursor: string
  readonly date_insert: string
  readonly id_chatroom?: number
  readonly id_message?: number
  readonly data: Readonly<Record<string, unknown>> | null
}

const examples = Object.values(document.webhooks).map(
  ({ post }) => post.requestBody.content['application/json'].example as unknown as Example,
)

const date36 = (date: string): string => Date.parse(date).toString(36)

describe.each(examples.map((example) => [example.type, example] as const))('%s', (_, example) => {
  const { id_event: id, cursor, date_insert: date, data } = example

  it('has the cursor of its id and date', () => {
    expect(cursor).toBe(`${id}-${date36(date)}`)
  })

  it('is about the room and the message that its data is about', () => {
    for (const name of ['id_chatroom', 'id_message'] as const) {
      if (typeof data?.[name] !== 'number' || example[name] === undefined) continue
      expect(example[name]).toBe(data[name])
    }
  })

  it('happened when its data says that it did', () => {
    const happened = data?.['date_handled'] ?? data?.['date_update'] ?? data?.['date_insert']
    // A room that was changed says when it was opened, and an ambassador nothing.
    if (typeof happened !== 'string' || example.type === 'chatroom.updated') return
    expect(date).toBe(happened)
  })
})

it('they happened in the order of their ids', () => {
  const inOrder = examples.toSorted((one, other) => one.id_event - other.id_event)
  const dates = inOrder.map(({ date_insert: date }) => date)
  expect(new Set(examples.map(({ id_event: id }) => id)).size).toBe(examples.length)
  expect(dates.toSorted()).toStrictEqual(dates)
})

const idOf = ({ id_event: id, date_insert: date }: Pick<Example, 'id_event' | 'date_insert'>) =>
  `evt_3_${id}_${date36(date)}`

const message = examples.find(({ type }) => type === 'message.created')!

it('a delivery has the id of the message that was posted', () => {
  const { get } = document.paths['/api/v2/manager/webhooks/{id}/deliveries']
  const [delivery] = get.responses[200].content['application/json'].example.data
  expect(delivery?.webhook_id).toBe(idOf(message))
  expect(delivery).toMatchObject({ id_event: message.id_event, date_insert: message.date_insert })
})

describe.each(['docs/webhooks.md', 'docs/realtime.md', 'docs/openapi.json'])('%s', (file) => {
  const text = readFileSync(file, 'utf8')

  it('names no cursor and no webhook-id but theirs', () => {
    const cursors = text.match(/(?<![\w-])\d{3}-[\da-z]{8}(?![\w-])/g) ?? []
    const ids = text.match(/evt_\d+_\d+_\w+/g) ?? []
    expect(cursors.length).toBeGreaterThan(0)
    expect(examples.map(({ cursor }) => cursor)).toStrictEqual(expect.arrayContaining(cursors))
    expect(examples.map(idOf)).toStrictEqual(expect.arrayContaining(ids))
  })
})

it('the request in docs/webhooks.md begins as the message does, and was sent when that was posted', () => {
  const guide = readFileSync('docs/webhooks.md', 'utf8')
  const [, shown] = /^(\{"type".*?), …\}$/m.exec(guide) ?? []
  expect(JSON.stringify(message).startsWith(shown ?? 'nothing')).toBe(true)
  const [, seconds] = /^webhook-timestamp: (\d+)$/m.exec(guide) ?? []
  expect(Number(seconds)).toBe(Math.floor(Date.parse(message.date_insert) / 1000))
})
