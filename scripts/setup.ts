// npm run setup: from an account at Cloudflare to a deployment that answers. Can be run again: it does what is left to do.
import { join } from 'node:path'
import { readFlags } from './flags.ts'
import { fail, type Io, run } from './io.ts'
import { decideJurisdiction, decideKeys } from './setup/answers.ts'
import { openCloudflare } from './setup/cloudflare.ts'
import { waitForHealth } from './setup/health.ts'
import { choiceOf, choose, confirmOrStop } from './setup/questions.ts'
import { findSecrets, settleSecrets, settleWebhookSecret } from './setup/secrets.ts'
import { readSettings } from './setup/settings.ts'
import {
  applyMigrations,
  findDatabases,
  provideDatabases,
  signIn,
  writeVariables,
} from './setup/steps.ts'

const HELP = `npm run setup -- [flags]     makes a deployment, or brings it up to date

What is not given as a flag is asked.
  --env staging|production
  --account ID               which account, when the sign-in has several
  --jurisdiction none|eu|us|fedramp   where a new database keeps its data
  --secret generate          makes a shared secret, unless the Worker has one
  --secret rotate            makes a new one; tokens of the old one stay good until
  --secret retire            takes the old one away
  --secret stdin             reads a secret from the standard input
  --jwks-url URL             the key set of an identity provider, in place of a secret
  --issuer, --audience       the iss and aud that tokens must have
  --cors-origins             origins of browser apps, separated by commas
  --show-secret              prints the secret that was made
  --wait SECONDS             how long /health may take to answer; 120 by default
  --yes                      asks nothing: defaults, or what is there
  --dry-run                  prints every command and every change of a file, and does nothing`

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const

/** A request that changes nothing: this may be the second run, in production. */
const requestFor = (address: string, token: string): string => `
curl -i '${address}/api/v2/manager/ambassadors?per_page=1' \\
  -H "Authorization: Bearer ${token}"
`

const environments = ['staging', 'production'] as const

export const main = async (args: readonly string[], io: Io): Promise<void> => {
  const flags = readFlags(args, io, HELP, {
    env: text,
    account: text,
    jurisdiction: text,
    secret: text,
    'jwks-url': text,
    issuer: text,
    audience: text,
    'cors-origins': text,
    'show-secret': flag,
    wait: { type: 'string', default: '120' },
    yes: flag,
    'dry-run': flag,
  })
  const isDryRun = flags['dry-run']
  const patience = Number(flags.wait)
  if (!Number.isFinite(patience)) fail(`--wait takes seconds, not "${flags.wait}".`)
  const environment =
    choiceOf('env', flags.env, environments) ??
    (await choose(io, {
      flag: 'env',
      message: 'Which environment?',
      options: environments.map((value) => ({ value, label: value })),
      fallback: 'staging',
      yes: flags.yes,
    }))
  const settings = readSettings(join(io.root, 'wrangler.toml'), environment)
  const cloudflare = openCloudflare(io, isDryRun)

  await signIn(cloudflare, settings, flags)
  const databases = findDatabases(cloudflare, settings)
  const secrets = findSecrets(cloudflare, settings)

  const isIncomplete = databases.some(({ id }) => id === undefined)
  const jurisdiction = isIncomplete ? await decideJurisdiction(io, flags) : 'none'
  const { secret, variables } = await decideKeys(io, flags, settings, secrets)
  if (!flags.yes && !isDryRun) await confirmOrStop(io, `Deploy ${settings.workerName}?`)

  provideDatabases(cloudflare, settings, databases, jurisdiction)
  writeVariables(cloudflare, settings, variables)
  applyMigrations(cloudflare, settings)
  const address = cloudflare.deploy(['deploy', '--env', environment])
  settleSecrets(cloudflare, settings, secret, secrets, variables)
  settleWebhookSecret(cloudflare, settings, secrets)
  if (secret.kind === 'new' && flags['show-secret']) cloudflare.done(`JWT_SECRET=${secret.secret}`)

  if (isDryRun) {
    io.print('$ GET /health of the address that wrangler prints, until it answers 200')
    io.print('This was a dry run: nothing has been changed.')
    return
  }
  if (address === undefined) {
    fail(
      'Deployed, without an address. Set workers_dev or a route in wrangler.toml, and run this again.',
    )
  }
  io.print(`Deployed to ${address}. Waiting for /health …`)
  const problem = await waitForHealth(address, patience)
  if (problem !== undefined) {
    fail(
      `/health is not well after ${patience} s: ${problem}. See: npx wrangler tail --env ${environment}`,
    )
  }
  io.print(`${address}/health answers 200.`)

  io.print('Commit wrangler.toml. Paste this to see that a token is let in (200):')
  const token = `$(npm run -s token -- --env ${environment} --scope manager)`
  io.print(requestFor(address, secret.kind === 'new' ? token : '$TOKEN'))
  if (secret.kind !== 'new')
    io.print('TOKEN is one of yours, with the scope manager and one brand.')
  io.print('A new database has no brands: see docs/api.md, "The people of a brand".')
}

if (import.meta.main) process.exitCode = await run(main)
