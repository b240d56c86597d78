// The topics of the demo data, which the tests of all routes have too.
import type { AddSample } from '../domain/context.ts'
import { createTopic } from './service.ts'

const TOPICS = [
  { color: '#1E90FF', content: 'Sizes' },
  { color: '#FF8C00', content: 'Delivery' },
] as const

export const addSample: AddSample = (context, number) => {
  const { color, content } = TOPICS[(number - 1) % TOPICS.length]!
  const contents = [{ lang: 'en_GB' as const, content }]
  const topic = { color, contents, position: number, roles: [], isActive: true }
  return createTopic(context, topic, undefined)
}
