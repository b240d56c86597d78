// The signing secrets of a deployment: those that the Worker has, and those that a run has kept in a file here.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseEnv } from 'node:util'
import * as z from 'zod'
import type { Cloudflare } from './cloudflare.ts'
import type { Settings, Variables } from './settings.ts'

/**
 * What is to become of the signing secret: made here or given by the person, with the one that it takes the place of where
 * that is known; left alone; freed of the one before; or deleted, if it is there, in favour of a key set.
 */
export type SecretChoice =
  | {
      readonly kind: 'new' | 'given'
      readonly secret: string
      readonly previous?: string | undefined
    }
  | { readonly kind: 'keep' | 'retire' | 'delete' }

const Listed = z.array(z.object({ name: z.string() }))

const CURRENT = 'JWT_SECRET'
const PREVIOUS = 'JWT_SECRET_PREVIOUS'
const WEBHOOKS = 'WEBHOOK_SECRET'

/** Where a secret that was made here is kept: git ignores it, wrangler gives secrets of an environment this name. */
const fileOf = ({ file, environment }: Settings): string =>
  join(dirname(file), `.dev.vars.${environment}`)

/** Where a copy of the master secret of webhooks is kept. */
const webhooksFileOf = (settings: Settings): string => `${fileOf(settings)}.webhooks`

/** What earlier runs have kept of the secrets that they made. */
const keptSecrets = (settings: Settings) => {
  const file = fileOf(settings)
  const kept = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return { current: kept[CURRENT] || undefined, previous: kept[PREVIOUS] || undefined }
}

/** Which of the two secrets the Worker has, and what is known of them here. A dry run takes the Worker to have what is known. */
export const findSecrets = (cloudflare: Cloudflare, settings: Settings) => {
  const kept = keptSecrets(settings)
  const args = ['secret', 'list', '--env', settings.environment]
  const listed = cloudflare.read(args, Listed, /Worker "[^"]*".*not found/) ?? []
  const has = (name: string, known: string | undefined) =>
    cloudflare.isDryRun ? known !== undefined : listed.some((secret) => secret.name === name)
  return {
    hasCurrent: has(CURRENT, kept.current),
    hasPrevious: has(PREVIOUS, kept.previous),
    hasWebhooks: has(WEBHOOKS, existsSync(webhooksFileOf(settings)) ? WEBHOOKS : undefined),
    kept,
  }
}

export type FoundSecrets = ReturnType<typeof findSecrets>

/** Gives the Worker its secrets, or takes them away. A secret made here is kept in a file before it is sent. */
export const settleSecrets = (
  cloudflare: Cloudflare,
  settings: Settings,
  choice: SecretChoice,
  found: FoundSecrets,
  { JWT_ISSUER, JWT_AUDIENCE }: Variables,
): void => {
  const { isDryRun, io } = cloudflare
  const file = fileOf(settings)
  const shown = relative(io.root, file)
  const put = (name: string, secret: string) =>
    cloudflare.run(['secret', 'put', name, '--env', settings.environment], secret)
  const remove = (name: string) =>
    cloudflare.run(['secret', 'delete', name, '--env', settings.environment])
  const keep = (current: string, previous: string | undefined) => {
    const older = previous === undefined ? [] : [`${PREVIOUS}=${previous}`]
    // What `npm run token -- --env` needs to sign as this deployment demands it.
    const others = ['JWKS_URL=', `JWT_ISSUER=${JWT_ISSUER}`, `JWT_AUDIENCE=${JWT_AUDIENCE}`]
    const lines = [`${CURRENT}=${current}`, ...older, ...others]
    writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 })
  }

  switch (choice.kind) {
    case 'new':
    case 'given': {
      const { kind, secret, previous } = choice
      const older = previous === undefined ? '' : `\n+ ${PREVIOUS}=(the one until now)`
      // Before the file says so: a run that finds both knows that the Worker has the old one.
      if (previous !== undefined) put(PREVIOUS, previous)
      if (kind === 'new' && isDryRun) io.print(`${shown}\n+ ${CURRENT}=(32 random bytes)${older}`)
      if (kind === 'new' && !isDryRun) keep(secret, previous)
      put(CURRENT, secret)
      cloudflare.done('Secret: set.')
      if (kind === 'new') {
        cloudflare.done(
          `It is in ${shown}. Give it to what signs your tokens, and delete the file when you need it no more.`,
        )
      } else if (previous !== undefined) {
        if (!isDryRun) rmSync(file)
        cloudflare.done(`Deleted: ${shown}, since the Worker has another secret now.`)
      }
      if (previous !== undefined) {
        cloudflare.done(
          `Tokens of the one before stay good until: npm run setup -- --env ${settings.environment} --secret retire`,
        )
      }
      break
    }
    case 'retire': {
      const { current } = found.kept
      if (found.hasPrevious) remove(PREVIOUS)
      if (current !== undefined && !isDryRun) keep(current, undefined)
      cloudflare.done(
        found.hasPrevious
          ? 'Secret of before: deleted. Its tokens are refused.'
          : 'Secret of before: there is none.',
      )
      break
    }
    case 'delete':
      if (found.hasPrevious) remove(PREVIOUS)
      if (found.hasCurrent) remove(CURRENT)
      if (found.hasPrevious || found.hasCurrent)
        cloudflare.done('Secret: deleted, since the key set is used.')
      break
    case 'keep':
      cloudflare.done('Secret: the Worker has one, and keeps it.')
      break
  }
}

/** Makes the master secret of webhooks unless the Worker has one. A copy is kept for the day on which it is changed. */
export const settleWebhookSecret = (
  cloudflare: Cloudflare,
  settings: Settings,
  { hasWebhooks }: FoundSecrets,
): void => {
  if (hasWebhooks) return
  const { isDryRun, io } = cloudflare
  const file = webhooksFileOf(settings)
  const shown = relative(io.root, file)
  const secret = randomBytes(32).toString('base64url')
  if (isDryRun) io.print(`${shown}\n+ ${WEBHOOKS}=(32 random bytes)`)
  else writeFileSync(file, `${WEBHOOKS}=${secret}\n`, { mode: 0o600 })
  cloudflare.run(['secret', 'put', WEBHOOKS, '--env', settings.environment], secret)
  cloudflare.done(`Secret of webhooks: set. It is in ${shown}: keep it for the day you change it.`)
}
