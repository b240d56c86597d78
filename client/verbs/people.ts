// What is asked of people.
import { dataOf } from '../error.ts'
import type { Calls } from '../rest.ts'
import type { components, operations } from '../schema.ts'
import { type List, queryOf } from './lists.ts'

type Schemas = components['schemas']

export interface People {
  /** The ambassadors of the brand. */
  list: List<
    NonNullable<operations['listAmbassadors']['parameters']['query']>,
    Schemas['AmbassadorPage'],
    Schemas['AmbassadorCursorPage']
  >
}

export const createPeople = ({ GET }: Calls): People => ({
  list: ((wanted?: object) =>
    dataOf(
      GET('/api/v2/chat/ambassadors', { params: { query: queryOf(wanted) } }),
    )) as People['list'],
})
