// The samples of the reference, for a server of the tests.
import openApiDocument from '../../docs/openapi.json' with { type: 'json' }
import { processIo } from '../../scripts/io.ts'
import { localSecret } from '../../scripts/local.ts'
import { DEFAULT_TOKEN, signToken } from '../../scripts/sign-token.ts'
import { DEMO_COPIES } from './server.ts'

interface Operation {
  readonly responses: object
  readonly 'x-codeSamples': readonly { label: string; source: string }[]
}

/** Every operation by its method and path. */
export const operations = Object.entries(openApiDocument.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
  ),
)

/** A sample as it is written but for the server and the brand. */
export const sampleOf = (operation: Operation, label: 'curl' | 'TypeScript', url: string): string =>
  (operation['x-codeSamples'].find((sample) => sample.label === label)?.source ?? 'nothing')
    .replace('http://localhost:8787', url)
    .replace(/(X-Popsell-Brand|brand): 3\b/, `$1: ${DEMO_COPIES.samples}`)

/** The token that the samples take from the environment. */
export const samplesToken = (): Promise<string> =>
  signToken(localSecret(processIo.root), {
    ...DEFAULT_TOKEN,
    brands: [DEMO_COPIES.samples],
    scope: 'chat:brand manager',
  })
