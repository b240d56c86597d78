// A list read by cursor from one end to the other and back.
import { type Options, send } from './worker.ts'

const ORIGIN = 'https://chat.example.com'

// An item is whatever the test says that it is.
// eslint-disable-next-line typescript/no-explicit-any
type IdOf = (item: any) => number

/** The ids on each page, there and back; `idOf` picks the id of an item. */
export const walk = async (path: string, idOf: IdOf, options: Options = {}) => {
  const there: number[][] = []
  let { body } = await send('GET', `${path}${path.includes('?') ? '&' : '?'}cursor=`, options)
  there.push(body.data.map(idOf))
  while (body.next_page_url !== null) {
    ;({ body } = await send('GET', body.next_page_url.replace(ORIGIN, ''), options))
    there.push(body.data.map(idOf))
  }
  const back: number[][] = [body.data.map(idOf)]
  while (body.prev_page_url !== null) {
    ;({ body } = await send('GET', body.prev_page_url.replace(ORIGIN, ''), options))
    back.unshift(body.data.map(idOf))
  }
  return { there, back }
}
