// What the local scripts share: the secret, the local database and wrangler.
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseEnv } from 'node:util'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import { executionOf, foldingReport, foldNames } from './fold-names.ts'
import { fail, type Io } from './io.ts'

/** Where wrangler keeps local data unless told otherwise. */
export const stateIn = (root: string): string => join(root, '.wrangler', 'state')

const settingsIn = (root: string): string => join(root, 'wrangler.toml')

/** RFC 7518 §3.2, as the Worker demands it. */
const SECRET_BYTES = 32

interface Keys {
  readonly secret: string
  readonly issuer: string | undefined
  readonly audience: string | undefined
}

const keysIn = (file: string, mend: string): Keys => {
  const { JWT_SECRET, JWT_ISSUER, JWT_AUDIENCE } = parseEnv(readFileSync(file, 'utf8'))
  if (!JWT_SECRET || Buffer.byteLength(JWT_SECRET) < SECRET_BYTES) {
    fail(`${basename(file)} has no JWT_SECRET of at least ${SECRET_BYTES} bytes. ${mend}`)
  }
  return {
    secret: JWT_SECRET,
    issuer: JWT_ISSUER || undefined,
    audience: JWT_AUDIENCE || undefined,
  }
}

const newSecret = (name: string): string => `${name}=${randomBytes(32).toString('base64url')}`

/** The local signing secret; makes `.dev.vars` with random secrets when there is none, and adds that of webhooks when it is missing. */
export const localSecret = (root: string): string => {
  const secretFile = join(root, '.dev.vars')
  if (!existsSync(secretFile)) {
    // The empty ones win over wrangler.toml: what a deployment asks of tokens would refuse the local ones.
    const lines = [newSecret('JWT_SECRET'), 'JWKS_URL=', 'JWT_ISSUER=', 'JWT_AUDIENCE=', '']
    writeFileSync(secretFile, lines.join('\n'), { mode: 0o600 })
  }
  if (!readFileSync(secretFile, 'utf8').includes('WEBHOOK_SECRET=')) {
    appendFileSync(secretFile, `\n${newSecret('WEBHOOK_SECRET')}\n`)
  }
  return keysIn(secretFile, 'Delete the file: npm run dev makes a new one.').secret
}

/** What signs the tokens of a deployment whose secret `npm run setup` has made. */
export const environmentKeys = (root: string, environment: string): Keys => {
  const file = join(root, `.dev.vars.${environment}`)
  if (existsSync(file))
    return keysIn(file, 'Delete the file, and sign with the secret that the Worker has.')
  return fail(
    `There is no ${basename(file)}. npm run setup writes it when it makes the secret; with another one, your own system signs the tokens.`,
  )
}

/** Wrangler's own functions. Loaded when they are needed, since that takes seconds and most commands need only the secret. */
const loadWrangler = () => import('wrangler')

/** What wrangler prints, asked nothing. Ends the command when that fails, with all that it has said or with how to sign in. */
export const runWrangler = (io: Io, args: readonly string[]): string => {
  const { status, stdout, stderr } = io.wrangler(args, { env: { CI: 'true' } })
  if (status !== 0 && stderr.includes('necessary to set a CLOUDFLARE_API_TOKEN')) {
    fail('Nobody is signed in to Cloudflare. Run: npx wrangler login')
  }
  if (status !== 0) fail(`wrangler ${args.join(' ')} failed.\n${stdout}${stderr}`)
  return stdout
}

/** What the settings say of an environment, or of the top level for an empty one. */
export const readSettings = async (root: string, env = '', config = settingsIn(root)) => {
  const { unstable_readConfig } = await loadWrangler()
  return unstable_readConfig({ config, env })
}

/** Folds the names of people that need it; see docs/adr/0042-names-are-folded.md. */
const foldNamesOf = (io: Io, binding: string, flags: readonly string[]): void => {
  const count = foldNames(
    (sql) => JSON.parse(runWrangler(io, executionOf(binding, sql, flags))).at(-1).results,
  )
  const report = foldingReport(binding, count)
  if (report !== null) io.print(report)
}

/** What wrangler says when a database has all migrations. */
const NOTHING = 'No migrations to apply'

const applyMigrations = async (
  io: Io,
  where: readonly string[],
  env: string,
  config = settingsIn(io.root),
  isThorough = true,
) => {
  const { d1_databases: databases } = await readSettings(io.root, env, config)
  const bindings: string[] = databases.map(({ binding }: { binding: string }) => binding)
  for (const binding of bindings) {
    const flags = [...where, '--config', config, `--env=${env}`]
    const said = runWrangler(io, ['d1', 'migrations', 'apply', binding, ...flags])
    if (isThorough || !said.includes(NOTHING)) foldNamesOf(io, binding, flags)
  }
  return bindings
}

/**
 * Applies the migrations to every local database under `state` that the settings bind, asking nothing; answers their names.
 * Looks for names to fold behind a new migration only, since that is another call of wrangler, unless it is `isThorough`.
 */
export const migrate = (
  io: Io,
  state: string,
  config?: string,
  isThorough = false,
): Promise<string[]> =>
  applyMigrations(io, ['--local', '--persist-to', state], '', config, isThorough)

/** The same for the databases of a deployment: of the environment `env`, or of the top level for an empty one. */
export const migrateRemote = (io: Io, env: string): Promise<string[]> =>
  applyMigrations(io, ['--remote'], env)

/** Runs `work` with the local database under `state`. */
export const withLocalDatabase = async <Result>(
  root: string,
  state: string,
  work: (database: DrizzleD1Database & { $client: D1Database }) => Promise<Result>,
): Promise<Result> => {
  const { getPlatformProxy } = await loadWrangler()
  const { name, compatibility_date, d1_databases } = await readSettings(root)
  const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-local-'))
  const configPath = join(folder, 'wrangler.json')
  // Of the databases alone: of the hubs, which a proxy can't have, wrangler would warn.
  writeFileSync(configPath, JSON.stringify({ name, compatibility_date, d1_databases }))
  const platform = await getPlatformProxy<{ DB: D1Database }>({
    configPath,
    persist: { path: join(state, 'v3') },
  })
  try {
    return await work(drizzle(platform.env.DB))
  } finally {
    await platform.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}
