// What a person decides about a deployment, and the rules for it.
import { randomBytes } from 'node:crypto'
import { fail, type Io } from '../io.ts'
import { ask, askSecretly, choiceOf, choose } from './questions.ts'
import type { FoundSecrets, SecretChoice } from './secrets.ts'
import type { Settings, Variables } from './settings.ts'

/** RFC 7518 §3.2, as the Worker demands it. */
const SECRET_BYTES = 32

export interface Flags {
  readonly jurisdiction?: string | undefined
  readonly secret?: string | undefined
  readonly 'jwks-url'?: string | undefined
  readonly issuer?: string | undefined
  readonly audience?: string | undefined
  readonly 'cors-origins'?: string | undefined
  readonly yes: boolean
}

const secretProblem = (secret: string): string | undefined =>
  Buffer.byteLength(secret) < SECRET_BYTES ? `It needs at least ${SECRET_BYTES} bytes.` : undefined

const textProblem = (value: string): string | undefined =>
  /\p{Cc}/u.test(value) ? 'Control characters do not belong here.' : undefined

const keySetProblem = (value: string): string | undefined =>
  URL.parse(value)?.protocol === 'https:' ? textProblem(value) : 'It begins with https://.'

const originsProblem = (value: string): string | undefined => {
  const origins = value === '' ? [] : value.split(',').map((origin) => origin.trim())
  return origins.every((origin) => URL.parse(origin)?.origin === origin)
    ? undefined
    : 'Origins look like https://app.example.com, without a path, separated by commas.'
}

const JURISDICTIONS = [
  { value: 'none', label: 'anywhere' },
  { value: 'eu', label: 'in the European Union' },
  { value: 'us', label: 'in the United States' },
  { value: 'fedramp', label: 'in data centers with FedRAMP' },
] as const

export type Jurisdiction = (typeof JURISDICTIONS)[number]['value']

/** Where a new database keeps its data. It can't be changed afterwards. */
export const decideJurisdiction = async (
  io: Io,
  { jurisdiction, yes }: Flags,
): Promise<Jurisdiction> => {
  const choices = JURISDICTIONS.map(({ value }) => value)
  return (
    choiceOf('jurisdiction', jurisdiction, choices) ??
    choose<Jurisdiction>(io, {
      flag: 'jurisdiction',
      message: 'Where must the data stay? This can not be changed later.',
      options: JURISDICTIONS,
      fallback: 'none',
      yes,
    })
  )
}

type Source = 'keep' | 'generate' | 'rotate' | 'retire' | 'stdin' | 'paste' | 'jwks-url'

const sourceOf = async (
  io: Io,
  flags: Flags,
  hasSecret: boolean,
  keySet: string,
): Promise<Source> => {
  const given = choiceOf('secret', flags.secret, ['generate', 'rotate', 'retire', 'stdin'])
  if (given !== undefined && flags['jwks-url']) fail('Give --secret or --jwks-url, not both.')
  if (flags['jwks-url']) return 'jwks-url'
  // So that the same command can be run again without locking everybody out.
  if (given !== undefined) return given === 'generate' && hasSecret ? 'keep' : given
  const without = keySet === '' ? 'generate' : 'jwks-url'
  const keep = [
    { value: 'keep', label: 'the shared secret that the Worker has' },
    { value: 'rotate', label: 'a new shared secret; tokens of the old one stay good for now' },
  ] as const
  const generate = {
    value: 'generate',
    label: 'a shared secret (HS256); make a random one',
  } as const
  return choose<Source>(io, {
    flag: 'secret',
    message: 'What are tokens signed with?',
    options: [
      ...(hasSecret ? keep : [generate]),
      { value: 'paste', label: 'a shared secret (HS256); I paste it' },
      { value: 'jwks-url', label: 'the key set of an identity provider' },
    ],
    fallback: hasSecret && keySet === '' ? 'keep' : without,
    yes: flags.yes,
  })
}

const newSecret = () => randomBytes(SECRET_BYTES).toString('base64url')

/** A change that was begun goes on with the same secrets, so that a run can be interrupted and repeated. */
const rotate = (environment: string, { hasCurrent, hasPrevious, kept }: FoundSecrets) => {
  // One that the Worker does not have any more would let in what is refused now.
  if (!hasCurrent) return { kind: 'new', secret: newSecret() } as const
  const { current, previous } = kept
  if (current === undefined) {
    fail(
      `There is no .dev.vars.${environment} with the secret that the Worker has. Change it as in docs/operations.md, "Change the signing keys".`,
    )
  }
  return hasPrevious && previous !== undefined
    ? ({ kind: 'new', secret: current, previous } as const)
    : ({ kind: 'new', secret: newSecret(), previous: current } as const)
}

const secretOf = async (
  io: Io,
  source: Exclude<Source, 'jwks-url'>,
  environment: string,
  found: FoundSecrets,
): Promise<SecretChoice> => {
  const previous = found.hasCurrent ? found.kept.current : undefined
  switch (source) {
    case 'keep':
    case 'retire':
      return { kind: source }
    case 'generate':
      return { kind: 'new', secret: newSecret() }
    case 'rotate':
      return rotate(environment, found)
    case 'paste': {
      const secret = await askSecretly('The secret', secretProblem)
      return { kind: 'given', secret, previous }
    }
    case 'stdin': {
      const secret = io.read().trim()
      const problem = secretProblem(secret)
      if (problem !== undefined) fail(`--secret stdin: ${problem}`)
      return { kind: 'given', secret, previous }
    }
  }
}

/** The secret or the key set, never both, and what else the Worker asks of tokens and browsers. */
export const decideKeys = async (
  io: Io,
  flags: Flags,
  { environment, variables }: Settings,
  found: FoundSecrets,
): Promise<{ secret: SecretChoice; variables: Variables }> => {
  const source = await sourceOf(io, flags, found.hasCurrent, variables.JWKS_URL)
  const askFor = (
    flag: 'jwks-url' | 'issuer' | 'audience' | 'cors-origins',
    message: string,
    fallback: string,
    problemOf = textProblem,
  ) => ask(io, { flag, message, given: flags[flag], fallback, yes: flags.yes, problemOf })

  const isKeySet = source === 'jwks-url'
  const secret: SecretChoice = isKeySet
    ? { kind: 'delete' }
    : await secretOf(io, source, environment, found)
  // Only another secret takes the place of a key set.
  const without = source === 'retire' ? variables.JWKS_URL : ''
  const keySetUrl = () =>
    askFor('jwks-url', 'The URL of the key set', variables.JWKS_URL, keySetProblem)
  return {
    secret,
    variables: {
      JWKS_URL: isKeySet ? await keySetUrl() : without,
      JWT_ISSUER: await askFor('issuer', 'The iss of tokens (empty: any)', variables.JWT_ISSUER),
      JWT_AUDIENCE: await askFor(
        'audience',
        'The aud of tokens (empty: any)',
        variables.JWT_AUDIENCE,
      ),
      CORS_ORIGINS: await askFor(
        'cors-origins',
        'Origins of browser apps, separated by commas (empty: none)',
        variables.CORS_ORIGINS,
        originsProblem,
      ),
    },
  }
}
