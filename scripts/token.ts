// npm run -s token: prints a bearer token and nothing else.
import { SCOPES } from '../src/contract/actor.ts'
import { readFlags } from './flags.ts'
import { fail, type Io, run } from './io.ts'
import { environmentKeys, localSecret } from './local.ts'
import { DEFAULT_TOKEN, signToken } from './sign-token.ts'

const HELP = `npm run -s token -- [flags]     prints a bearer token for the local server

  --brands 3,4               the ids of its brands; ${DEFAULT_TOKEN.brands.join(',')} by default
  --scope "chat:self manager"   its scopes, of ${SCOPES.join(', ')}; ${DEFAULT_TOKEN.scope} by default
  --sub SUBJECT              whose it is; ${DEFAULT_TOKEN.sub} by default
  --ttl SECONDS              how long it is good for; ${DEFAULT_TOKEN.ttl} by default, negative for one that has expired
  --env staging|production   signed for that deployment, with the secret that npm run setup has made`

const integerOf = (flag: string, text: string): number =>
  /^-?\d+$/.test(text) ? Number(text) : fail(`--${flag} takes integers, not "${text}".`)

/** A scope that the Worker does not know gives no permission, and the 403 that follows does not say why. */
const checkScopes = (scope: string): void => {
  const known: readonly string[] = SCOPES
  const unknown = scope.split(' ').find((one) => one !== '' && !known.includes(one))
  if (unknown !== undefined) fail(`There is no scope "${unknown}", only ${known.join(', ')}.`)
}

/** `--ttl -60` is a value, not a flag: parseArgs wants it as `--ttl=-60`. */
const joinNegative = (args: readonly string[]): string[] => {
  const at = args.findIndex((arg, index) => arg === '--ttl' && args[index + 1]?.startsWith('-'))
  return at < 0 ? [...args] : args.toSpliced(at, 2, `--ttl=${args[at + 1]}`)
}

export const main = async (args: readonly string[], io: Io): Promise<void> => {
  const { brands, scope, sub, ttl, env } = readFlags(joinNegative(args), io, HELP, {
    brands: { type: 'string', default: DEFAULT_TOKEN.brands.join(',') },
    scope: { type: 'string', default: DEFAULT_TOKEN.scope },
    sub: { type: 'string', default: DEFAULT_TOKEN.sub },
    ttl: { type: 'string', default: String(DEFAULT_TOKEN.ttl) },
    env: { type: 'string' },
  })
  checkScopes(scope)
  const { secret, ...expected } = env
    ? environmentKeys(io.root, env)
    : { secret: localSecret(io.root) }
  const token = await signToken(secret, {
    brands: brands.split(',').map((brand) => integerOf('brands', brand.trim())),
    scope,
    sub,
    ttl: integerOf('ttl', ttl),
    ...expected,
  })
  io.print(token)
}

if (import.meta.main) process.exitCode = await run(main)
