// npm run -s token -- --brands 3 --scope "chat:brand" --sub demo --ttl 3600
// With --env it is signed for a deployment whose secret npm run setup has made.
import { parseArgs } from 'node:util'
import { environmentKeys, localSecret } from './local.ts'
import { DEFAULT_TOKEN, signToken } from './sign-token.ts'

const integerOf = (flag: string, text: string): number => {
  if (/^-?\d+$/.test(text)) return Number(text)
  console.error(`--${flag} takes integers, not "${text}".`)
  process.exit(2)
}

const readArguments = () => {
  try {
    // `--ttl -60` is a value, not a flag: parseArgs wants it as `--ttl=-60`.
    const args = process.argv.slice(2).join('\u0000').replaceAll('--ttl\u0000-', '--ttl=-')
    return parseArgs({
      args: args === '' ? [] : args.split('\u0000'),
      options: {
        brands: { type: 'string', default: DEFAULT_TOKEN.brands.join(',') },
        scope: { type: 'string', default: DEFAULT_TOKEN.scope },
        sub: { type: 'string', default: DEFAULT_TOKEN.sub },
        ttl: { type: 'string', default: String(DEFAULT_TOKEN.ttl) },
        env: { type: 'string' },
      },
    }).values
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(2)
  }
}

const { brands, scope, sub, ttl, env } = readArguments()
const { secret, ...expected } = env ? environmentKeys(env) : { secret: localSecret() }
const token = await signToken(secret, {
  brands: brands.split(',').map((brand) => integerOf('brands', brand.trim())),
  scope,
  sub,
  ttl: integerOf('ttl', ttl),
  ...expected,
})
console.log(token)
