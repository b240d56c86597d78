// wrangler.toml: reads one environment of it, and changes single values without touching anything else.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parse } from 'smol-toml'
import * as z from 'zod'
import { fail } from '../io.ts'

/** The id of a database that has not been created yet. */
const NO_DATABASE = '00000000-0000-0000-0000-000000000000'

export const VARIABLES = ['JWKS_URL', 'JWT_ISSUER', 'JWT_AUDIENCE', 'CORS_ORIGINS'] as const
export type Variables = Record<(typeof VARIABLES)[number], string>

export interface Settings {
  /** Path of the file. */
  readonly file: string
  readonly environment: string
  readonly workerName: string
  readonly accountId: string | undefined
  readonly databases: readonly { binding: string; name: string; id: string | undefined }[]
  readonly variables: Variables
}

const DurableObjects = z
  .object({ bindings: z.array(z.object({ name: z.string(), class_name: z.string() })) })
  .default({ bindings: [] })

const Environment = z.object({
  name: z.string().optional(),
  durable_objects: DurableObjects,
  vars: z.record(z.string(), z.unknown()).default({}),
  d1_databases: z
    .array(z.object({ binding: z.string(), database_name: z.string(), database_id: z.string() }))
    .default([]),
})

/** What is used here of the file. */
const Configuration = z.object({
  name: z.string(),
  account_id: z.string().optional(),
  durable_objects: DurableObjects,
  migrations: z
    .array(z.object({ new_sqlite_classes: z.array(z.string()).default([]) }))
    .default([]),
  env: z.record(z.string(), Environment).default({}),
})

/** One value to write: of a variable, or of the database with this binding. */
export interface Edit {
  readonly key: string
  readonly value: string
  readonly binding?: string
}

/** Cloudflare would take a deployment that lacks one of the top level's Durable Objects, and refuse one whose class is not made. */
const checkDurableObjects = (
  file: string,
  environment: string,
  { durable_objects: { bindings }, migrations, env }: z.infer<typeof Configuration>,
): void => {
  const own = env[environment]?.durable_objects.bindings ?? []
  const classes = new Set(migrations.flatMap(({ new_sqlite_classes }) => new_sqlite_classes))
  for (const { name, class_name } of bindings) {
    if (own.every((binding) => binding.name !== name)) {
      fail(
        `${file} has no [[env.${environment}.durable_objects.bindings]] for ${name}. Copy it from the repository.`,
      )
    }
    if (!classes.has(class_name)) {
      fail(
        `${file} has no [[migrations]] for the class ${class_name}. Copy it from the repository.`,
      )
    }
  }
}

/** What `file` says of the environment; ends the command when it says nothing. */
export const readSettings = (file: string, environment: string): Settings => {
  const configuration = Configuration.parse(parse(readFileSync(file, 'utf8')))
  const { name, vars, d1_databases } = configuration.env[environment] ?? Environment.parse({})
  checkDurableObjects(file, environment, configuration)
  if (d1_databases.length === 0) {
    fail(`${file} has no [[env.${environment}.d1_databases]]. Copy it from the repository.`)
  }
  const valueOf = (key: string) => z.string().catch('').parse(vars[key])
  return {
    file,
    environment,
    workerName: name ?? `${configuration.name}-${environment}`,
    accountId: configuration.account_id,
    databases: d1_databases.map(({ binding, database_name, database_id }) => ({
      binding,
      name: database_name,
      id: database_id === NO_DATABASE ? undefined : database_id,
    })),
    variables: Object.fromEntries(VARIABLES.map((key) => [key, valueOf(key)])) as Variables,
  }
}

const isHeader = (line: string | undefined): boolean => /^\s*\[/.test(line ?? '')

/** The line numbers of each block that begins with this header. */
const blocksOf = (lines: readonly string[], header: string): number[][] =>
  lines.flatMap((line, start) => {
    if (line.split('#')[0]?.trim() !== header) return []
    const length = lines.slice(start + 1).findIndex(isHeader)
    const end = length < 0 ? lines.length : start + 1 + length
    return [Array.from({ length: end - start }, (_, index) => start + index)]
  })

/** `key = "value"  # comment`, apart. */
const LINE = /^(\s*(\w+)\s*=\s*)("(?:[^"\\]|\\.)*"|'[^']*')(.*)$/

const lineOf = (lines: readonly string[], environment: string, edit: Edit): number | undefined => {
  const isAbout = (number: number, key: string) => LINE.exec(lines[number] ?? '')?.[2] === key
  if (edit.binding === undefined) {
    return blocksOf(lines, `[env.${environment}.vars]`)
      .flat()
      .find((number) => isAbout(number, edit.key))
  }
  return blocksOf(lines, `[[env.${environment}.d1_databases]]`)
    .find((block) =>
      block.some(
        (number) =>
          isAbout(number, 'binding') &&
          new RegExp(`["']${edit.binding}["']`).test(lines[number] ?? ''),
      ),
    )
    ?.find((number) => isAbout(number, edit.key))
}

/** A JSON string is a TOML string, as long as nobody writes control characters. */
const quoted = (value: string): string => JSON.stringify(value)

/** The lines to take out and to put in; the file stays as it is. */
const change = (text: string, environment: string, edit: Edit) => {
  const lines = text.split('\n')
  const number = lineOf(lines, environment, edit)
  const before = number === undefined ? undefined : lines[number]
  if (number === undefined || before === undefined) return undefined
  const after = before.replace(
    LINE,
    (_, head: string, _key, _old, tail: string) => `${head}${quoted(edit.value)}${tail}`,
  )
  return { text: lines.with(number, after).join('\n'), before, after }
}

/**
 * Writes the value into its own line, comments and all else kept; answers the change as a diff, empty when there is none.
 * With `isDryRun` it only answers. The file is replaced at once, so an interrupted run leaves the old one or the new one.
 */
export const writeSetting = (settings: Settings, edit: Edit, isDryRun: boolean): string => {
  const { file, environment } = settings
  const changed = change(readFileSync(file, 'utf8'), environment, edit)
  if (changed === undefined) {
    const table = edit.binding === undefined ? 'vars' : 'd1_databases'
    fail(
      `${file} has no line for ${edit.key} under env.${environment}.${table}. Add: ${edit.key} = ""`,
    )
  }
  if (changed.before === changed.after) return ''
  if (!isDryRun) {
    writeFileSync(`${file}.new`, changed.text)
    renameSync(`${file}.new`, file)
  }
  return `- ${changed.before}\n+ ${changed.after}`
}
