// The documents name files, commands, variables and tests that exist.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createOpenApiDocument } from '../../scripts/openapi/document.ts'
import { withTables } from '../../scripts/openapi/tables.ts'
import { withEvents } from '../../scripts/openapi/webhook-guide.ts'

const root = join(import.meta.dirname, '..', '..')

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const DOCUMENTS = globSync('{*,{docs,bench,client}/**/*}.md', { cwd: root }).toSorted()
const DECISIONS = globSync('docs/adr/[0-9]*.md', { cwd: root }).toSorted()
const COVERAGE = 'docs/contract-coverage.md'

/** Names of the project's own files, for documents that say `routes.ts` and mean the one of each feature. */
const fileNames = new Set([
  ...readdirSync(root),
  ...globSync('{src,test,scripts,pages,client,examples,bench,migrations,docs}/**/*.*', {
    cwd: root,
  }).map((path) => basename(path)),
])

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '')

const withoutCodeBlocks = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, '')

const inlineCode = (text: string): string[] => matches(withoutCodeBlocks(text), /`([^`\n]+)`/g)

const isPath = (code: string): boolean =>
  /^(?:src|test|scripts|pages|client|examples|bench|migrations|docs|\.ci|\.github)(?:\/[\w./-]+)?$/.test(
    code,
  )

const isFileName = (code: string): boolean => /^[\w.-]+\.(?:ts|json|toml|md|sql)$/.test(code)

/** A reference to a test, or to a lint rule: `file` › "title", or `file` › "describe" › "title"; "begins so …" for a long one. */
const REFERENCE = /`([\w./-]+)`((?: › "[^"\n]+")+)/g

const references = (text: string) =>
  [...text.matchAll(REFERENCE)].flatMap(([, file = '', titles = '']) =>
    matches(titles, /"([^"]+)"/g).map((title) => ({ file, title })),
  )

/** Titles as they are written, with %s and %i, after `it(`, `describe(` or the `)(` of an `it.each`. */
const TITLE =
  /(?:\b(?:it|test|describe)|\))\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")\s*,/g
const JSON_KEY = /"([^"\n]+)":/g

/** What can be referred to in a file: the titles of tests, or the keys of a JSON file. */
const namesIn = (file: string): Set<string> => {
  const text = read(file)
  if (!file.endsWith('.test.ts')) return new Set(matches(text, JSON_KEY))
  return new Set(
    [...text.matchAll(TITLE)].map(([, single, double]) =>
      (single ?? double ?? '').replaceAll(/\\(.)/g, '$1'),
    ),
  )
}

/** Whether a title is there, or, for one that ends in an ellipsis, exactly one that begins so. */
const isIn = (names: ReadonlySet<string>, title: string): boolean => {
  const [, beginning] = /^(.+) …$/.exec(title) ?? []
  if (beginning === undefined) return names.has(title)
  return [...names].filter((name) => name.startsWith(beginning)).length === 1
}

const missingReferences = (text: string): string[] =>
  references(text)
    .filter(({ file, title }) => !existsSync(join(root, file)) || !isIn(namesIn(file), title))
    .map(({ file, title }) => `${file} › ${title}`)

const HEADING = /^#+ (.+)$/gm

/** What GitHub makes of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-')

const isRuler = (line: string | undefined): boolean => /^\|[\s|:-]+\|$/.test(line ?? '')

/** The cells of every row of every table, without heads and rulers. */
const rowsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter(
      (line, index, lines) => line.startsWith('|') && !isRuler(line) && !isRuler(lines[index + 1]),
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document)

  it('links to files that exist', () => {
    const targets = matches(withoutCodeBlocks(text), /\]\((?!https?:)([^)#\s]+)[^)]*\)/g)
    const missing = targets.filter((target) => !existsSync(join(root, dirname(document), target)))
    expect(missing).toStrictEqual([])
  })

  it('links to headings that exist', () => {
    const targets = [...withoutCodeBlocks(text).matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)]
    const missing = targets.filter(([, file = '', heading = '']) => {
      const headings = matches(
        read(file === '' ? document : join(dirname(document), file)),
        HEADING,
      )
      return !headings.map(anchorOf).includes(heading)
    })
    expect(missing.map(([link]) => link)).toStrictEqual([])
  })

  it('names files and folders that exist', () => {
    const missing = inlineCode(text).filter((code) => {
      if (isPath(code)) return !existsSync(join(root, code))
      return isFileName(code) && !fileNames.has(code)
    })
    expect(missing).toStrictEqual([])
  })

  it('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = matches(text, /npm run (?:-s )?([\w:-]+)/g)
    expect(named.filter((name) => !(name in scripts))).toStrictEqual([])
  })

  it('names tests and lint rules that exist', () => {
    expect(missingReferences(text)).toStrictEqual([])
  })
})

describe.each(DECISIONS)('%s', (decision) => {
  const text = read(decision)

  it('has every part, and names what confirms it', () => {
    const parts = [
      '# ',
      'Status: ',
      '## Context',
      '## Decision',
      '## Consequences',
      'Confirmation:',
    ]
    const lines = text.split('\n')
    expect(parts.filter((part) => !lines.some((line) => line.startsWith(part)))).toStrictEqual([])
    const [, confirmation = ''] = text.split('\nConfirmation:')
    expect(references(confirmation).length).toBeGreaterThan(0)
  })

  it('is in the index', () => {
    expect(read('docs/adr/README.md')).toContain(`(${basename(decision)})`)
  })
})

it('the contract coverage names a test in each line', () => {
  const lines = matches(read(COVERAGE), /^- (.+)$/gm)
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.filter((line) => !/`test\/[\w./-]+\.test\.ts`/.test(line))).toStrictEqual([])
})

it('the table of the configuration has every variable, secret and binding', () => {
  const settings = read('wrangler.toml')
  const vars = /^\[vars\]\n((?:(?!\[)[^\n]*\n)*)/m.exec(settings)?.[1] ?? ''
  const names = [
    ...matches(vars, /^(\w+)\s*=/gm),
    ...matches(settings, /^binding = "(\w+)"/gm),
    ...matches(settings, /ratelimits\]\]\nname = "(\w+)"/g),
    ...matches(read('.dev.vars.example'), /^(\w+)=/gm),
  ]
  expect(names.length).toBeGreaterThan(0)
  const described = new Set(rowsOf(read('docs/configuration.md')).map(([name]) => name))
  expect(names.filter((name) => !described.has(`\`${name}\``))).toStrictEqual([])
})

it('docs/api.md has the endpoints and lists that are declared; if this fails, run npm run openapi', () => {
  const text = read('docs/api.md')
  expect(withTables(text)).toBe(text)
})

it('docs/webhooks.md has every event as the document has it; if this fails, run npm run openapi', () => {
  const text = read('docs/webhooks.md')
  expect(withEvents(text)).toBe(text)
})

it('docs/openapi.json is committed as it is made; if this fails, run npm run openapi', () => {
  const made = `${JSON.stringify(createOpenApiDocument(), null, 2)}\n`
  expect(read('docs/openapi.json')).toBe(made)
})
