// Chat topics, and what names them.
import { signToken } from './tokens.ts'
import { type Options, send } from './worker.ts'

const TOPICS = '/api/v2/manager/chat-topics'

/** A request of a manager of brands 3 and 4 about topics. */
export const manage = async (method: string, path: string, options: Options = {}) =>
  send(method, TOPICS + path, {
    token: await signToken({ scope: 'manager', brands: [3, 4] }),
    ...options,
  })

/** Makes a topic, with these fields in place of the usual ones. */
export const topic = (body: object = {}, options: Options = {}) =>
  manage('POST', '', {
    body: { color: '#1e90FF', contents: [{ lang: 'en_GB', content: 'Sizes' }], ...body },
    ...options,
  })

export const remove = (id: number, options: Options = {}) => manage('DELETE', `/${id}`, options)

/** Puts ambassador 2 on the waiting list. */
export const join = (body: object = {}, options: Options = {}) =>
  send('POST', '/api/v2/chat/waiting-list', { body: { id_user: 2, ...body }, ...options })

export const summarize = (body: object, room = 1, options: Options = {}) =>
  send('POST', `/api/v2/chat/chatrooms/${room}/summaries`, {
    body: { summary: 'x', ...body },
    ...options,
  })
