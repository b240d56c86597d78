// wrangler.toml: an environment has what the top level has, since wrangler does not inherit variables and bindings.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }

type Table = Readonly<Record<string, unknown>>

const root = join(import.meta.dirname, '..', '..')
const settings = parse(readFileSync(join(root, 'wrangler.toml'), 'utf8')) as Table
const environments = settings['env'] as Readonly<Record<string, Table>>

/** Keys of wrangler.toml that an environment takes from the top level, as far as they are in use here. */
const INHERITED = new Set(
  `name main compatibility_date compatibility_flags send_metrics minify keep_names upload_source_maps
  alias migrations observability assets build rules limits placement triggers env`.split(/\s+/),
)

const repeated = Object.keys(settings).filter((key) => !INHERITED.has(key))

/** A table by its names, an array of tables by their bindings: what an id or a value may differ in. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((entry: Table) => entry['binding'] ?? entry['name'])
  const entries = Object.entries(value as Table).toSorted(([one], [other]) =>
    one.localeCompare(other),
  )
  return entries.map(([name, inner]) => (Array.isArray(inner) ? [name, shapeOf(inner)] : name))
}

it('sends what is for a host of its own zone through the front door of that host', () => {
  expect(settings['compatibility_flags']).toContain('global_fetch_strictly_public')
})

describe.each(Object.keys(environments))('%s', (name) => {
  it.each(repeated)('repeats %s', (key) => {
    expect(environments[name]).toHaveProperty(key)
    expect(shapeOf(environments[name]?.[key])).toStrictEqual(shapeOf(settings[key]))
  })

  it('is in the table of the operations, with its Worker, its database and the command that deploys it', () => {
    const document = readFileSync(join(root, 'docs', 'operations.md'), 'utf8')
    const row = document.split('\n').find((line) => line.startsWith(`| \`${name}\` `))
    const databases = environments[name]?.['d1_databases'] as { database_name: string }[]
    expect(row).toContain(` \`${String(settings['name'])}-${name}\` `)
    expect(row).toContain(` \`${databases[0]?.database_name}\` `)
    expect(row).toContain(` \`npm run setup -- --env ${name}\` `)
  })

  it('has databases of its own', () => {
    const databases = environments[name]?.['d1_databases'] as { database_name: string }[]
    const names = databases.map(({ database_name }) => database_name)
    expect(names.filter((database) => !database.includes(name))).toStrictEqual([])
  })

  it('limits reads and writes, over the seconds that the Worker tells', () => {
    const limiters = environments[name]?.['ratelimits'] as {
      name: string
      simple: { period: number }
    }[]
    const code = readFileSync(join(root, 'src', 'http', 'rate-limit.ts'), 'utf8')
    const told = Number(/LIMIT_PERIOD = (\d+)/.exec(code)?.[1])
    expect(limiters.map((limiter) => [limiter.name, limiter.simple.period])).toStrictEqual([
      ['READ_LIMITER', told],
      ['WRITE_LIMITER', told],
    ])
  })
})

it('makes the class of each Durable Object that is bound, and the Worker exports it', async () => {
  const { bindings } = settings['durable_objects'] as { bindings: { class_name: string }[] }
  const migrations = settings['migrations'] as { new_sqlite_classes?: string[] }[]
  const made = migrations.flatMap(({ new_sqlite_classes }) => new_sqlite_classes ?? [])
  const bound = bindings.map(({ class_name }) => class_name)
  const entry = readFileSync(join(root, String(settings['main'])), 'utf8')
  const exported = [...entry.matchAll(/^export \{ (\w+) \}/gm)].map(([, name]) => name)
  expect(bound.toSorted()).toStrictEqual(made.toSorted())
  expect(exported.toSorted()).toStrictEqual(made.toSorted())
})

it('the "Deploy to Cloudflare" button says of each secret that it asks for what it is', () => {
  const secrets = parseEnv(readFileSync(join(root, '.dev.vars.example'), 'utf8'))
  expect(Object.keys(packageJson.cloudflare.bindings)).toEqual(
    expect.arrayContaining(Object.keys(secrets)),
  )
})

it('no setting lets browser apps of one’s own machine in: only npm run dev does', () => {
  for (const file of ['wrangler.toml', '.dev.vars.example', 'package.json']) {
    expect(readFileSync(join(root, file), 'utf8')).not.toContain('ALLOW_LOCALHOST')
  }
})

it('the local default limits nobody', () => {
  expect(settings).not.toHaveProperty('ratelimits')
})
