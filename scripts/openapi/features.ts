// What the features say in the document: each in its documentation.ts, which is found, so that no list has its name.
import type { FeatureDocumentation, Operation, Texts } from '../../src/http/operation.ts'
import { routes } from '../../src/routes.ts'
import { modulesAt } from '../modules.ts'
import { FIELDS, PARAMETERS } from './descriptions.ts'

const found = await modulesAt<FeatureDocumentation>('*/documentation.ts')

const placeOf = ({ operations: said }: FeatureDocumentation): number =>
  routes.findIndex(({ id }) => id in said)

/** In the order of their routes. */
const features = found.toSorted((one, other) => placeOf(one) - placeOf(other))

/** All of them as one. Throws where two say something of the same. */
const merged = <Said>(all: readonly Readonly<Record<string, Said>>[]): Record<string, Said> => {
  const one: Record<string, Said> = {}
  for (const [key, said] of all.flatMap((some) => Object.entries(some))) {
    if (key in one) throw new Error(`${key} is described twice`)
    one[key] = said
  }
  return one
}

const textsOf = (kind: 'tags' | 'fields' | 'parameters', shared: Texts = {}): Texts =>
  merged([shared, ...features.map((feature) => feature[kind] ?? {})])

/** Of the routes, by id. */
export const operations: Readonly<Record<string, Operation>> = merged(
  features.map((feature) => feature.operations),
)

export const tags = textsOf('tags')
export const fields = textsOf('fields', FIELDS)
export const parameters = textsOf('parameters', PARAMETERS)
