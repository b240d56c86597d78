// What the local scripts share: the secret, the local database and wrangler.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'

const root = join(import.meta.dirname, '..')
const secretFile = join(root, '.dev.vars')

/** Where wrangler keeps local data unless told otherwise. */
export const DEFAULT_STATE = join(root, '.wrangler', 'state')

export const wrangler = join(root, 'node_modules', '.bin', 'wrangler')

/** The local signing secret; makes `.dev.vars` with a random one when there is none. */
export const localSecret = (): string => {
  if (!existsSync(secretFile)) {
    // The empty ones win over wrangler.toml: what a deployment asks of tokens would refuse the local ones.
    const secret = `JWT_SECRET=${randomBytes(32).toString('base64url')}`
    const lines = [secret, 'JWKS_URL=', 'JWT_ISSUER=', 'JWT_AUDIENCE=', '']
    writeFileSync(secretFile, lines.join('\n'), { mode: 0o600 })
  }
  const secret = parseEnv(readFileSync(secretFile, 'utf8'))['JWT_SECRET']
  if (!secret) throw new Error('.dev.vars has no JWT_SECRET. Delete the file to get a new one.')
  return secret
}

/** Wrangler's own functions. Loaded when they are needed, since that takes seconds and most commands need only the secret. */
const loadWrangler = () => import('wrangler')

/** What wrangler prints, asked nothing. Throws with all that it has said when it fails. */
export const runWrangler = (args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(wrangler, args, {
    cwd: root,
    env: { ...process.env, CI: 'true' },
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  })
  if (status !== 0) throw new Error(`wrangler ${args.join(' ')} failed.\n${stdout}${stderr}`)
  return stdout
}

const settings = join(root, 'wrangler.toml')

/** Applies the migrations to every local database under `state` that the settings bind, asking nothing; answers their names. */
export const migrate = async (state: string, config = settings): Promise<string[]> => {
  const { unstable_readConfig } = await loadWrangler()
  const bindings = unstable_readConfig({ config }).d1_databases.map(
    ({ binding }: { binding: string }) => binding,
  )
  for (const binding of bindings) {
    const where = ['--local', '--persist-to', state, '--config', config]
    runWrangler(['d1', 'migrations', 'apply', binding, ...where])
  }
  return bindings
}

/** Runs `work` with the local database under `state`. */
export const withLocalDatabase = async <Result>(
  state: string,
  work: (database: DrizzleD1Database & { $client: D1Database }) => Promise<Result>,
): Promise<Result> => {
  const { getPlatformProxy } = await loadWrangler()
  const platform = await getPlatformProxy<{ DB: D1Database }>({
    configPath: settings,
    persist: { path: join(state, 'v3') },
  })
  try {
    return await work(drizzle(platform.env.DB))
  } finally {
    await platform.dispose()
  }
}
