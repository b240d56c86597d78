// The steps of a deployment. Each looks at what is there first, so that all of them can be run again.
import { relative } from 'node:path'
import * as z from 'zod'
import { executionOf, foldingReport, foldNames, type Row } from '../fold-names.ts'
import { fail } from '../io.ts'
import type { Jurisdiction } from './answers.ts'
import type { Cloudflare } from './cloudflare.ts'
import { choiceOf, choose } from './questions.ts'
import { type Edit, type Settings, VARIABLES, type Variables, writeSetting } from './settings.ts'

const shown = ({ io }: Cloudflare, file: string): string => relative(io.root, file)

const User = z.object({ accounts: z.array(z.object({ id: z.string(), name: z.string() })) })
const Results = z.array(z.object({ results: z.array(z.custom<Row>()) }))
const Databases = z.array(z.object({ uuid: z.string(), name: z.string() }))

/** Ends the command unless somebody is signed in, and picks the account when there are several. */
export const signIn = async (
  cloudflare: Cloudflare,
  settings: Settings,
  flags: { readonly account?: string | undefined; readonly yes: boolean },
): Promise<void> => {
  const user = cloudflare.read(['whoami', '--json'], User, /"loggedIn":\s*false/)
  if (cloudflare.isDryRun) return
  if (user === undefined) fail('Nobody is signed in to Cloudflare. Run: npx wrangler login')
  const ids = user.accounts.map(({ id }) => id)
  const first = ids[0] ?? fail('Nobody is signed in to an account. Run: npx wrangler login')
  const wanted = flags.account ?? settings.accountId ?? cloudflare.io.env['CLOUDFLARE_ACCOUNT_ID']
  const given = ids.length === 1 && wanted === undefined ? first : wanted
  if (given === undefined && flags.yes) {
    fail(`There are several accounts. Give --account with one of: ${ids.join(', ')}.`)
  }
  const account =
    choiceOf('account', given, ids) ??
    (await choose(cloudflare.io, {
      flag: 'account',
      message: 'Which account?',
      options: user.accounts.map(({ id, name }) => ({ value: id, label: name })),
      fallback: first,
      yes: false,
    }))
  cloudflare.useAccount(account)
}

const listDatabases = (cloudflare: Cloudflare) =>
  cloudflare.read(['d1', 'list', '--json'], Databases) ?? []

/** The databases of the environment; `id` is undefined for one that has to be created. */
export const findDatabases = (cloudflare: Cloudflare, { file, databases }: Settings) => {
  const remote = listDatabases(cloudflare)
  return databases.map(({ binding, name, id }) => {
    const isKnown = cloudflare.isDryRun || remote.some(({ uuid }) => uuid === id)
    if (id !== undefined && !isKnown) {
      fail(`The account has no database ${id}, which ${file} names for ${name}. Use --account.`)
    }
    return { binding, name, id: id ?? remote.find((known) => known.name === name)?.uuid }
  })
}

const edit = (cloudflare: Cloudflare, settings: Settings, change: Edit): void => {
  const difference = writeSetting(settings, change, cloudflare.isDryRun)
  if (difference !== '') cloudflare.io.print(`${shown(cloudflare, settings.file)}\n${difference}`)
}

/** Creates the databases that are not there, and writes each id as soon as it is known. */
export const provideDatabases = (
  cloudflare: Cloudflare,
  settings: Settings,
  found: ReturnType<typeof findDatabases>,
  jurisdiction: Jurisdiction,
): void => {
  const place = jurisdiction === 'none' ? [] : ['--jurisdiction', jurisdiction]
  for (const { binding, name, id } of found) {
    if (id === undefined) cloudflare.run(['d1', 'create', name, ...place])
    const created = () => listDatabases(cloudflare).find((known) => known.name === name)?.uuid
    const value = id ?? created() ?? (cloudflare.isDryRun ? `the id of ${name}` : undefined)
    if (value === undefined) fail(`${name} was created and is not listed yet. Run this again.`)
    edit(cloudflare, settings, { key: 'database_id', value, binding })
    cloudflare.done(`Database ${name}: ${id === undefined ? 'created' : 'found'}.`)
  }
}

export const writeVariables = (
  cloudflare: Cloudflare,
  settings: Settings,
  variables: Variables,
): void => {
  for (const key of VARIABLES) edit(cloudflare, settings, { key, value: variables[key] })
}

/** Brings every database up to date, as `npm run db:migrate` does: the tables, and the names that the search knows. */
export const applyMigrations = (cloudflare: Cloudflare, settings: Settings): void => {
  for (const { binding } of settings.databases) {
    const target = ['--remote', '--env', settings.environment]
    cloudflare.run(['d1', 'migrations', 'apply', binding, ...target])
    cloudflare.done(`Migrations of ${binding}: applied.`)
    const count = foldNames(
      (sql) => cloudflare.read(executionOf(binding, sql, target), Results)?.at(-1)?.results ?? [],
    )
    const report = foldingReport(binding, count)
    if (report !== null) cloudflare.done(report)
  }
}
