// Every wrangler command that a document or a workflow names exists, with the flags that it is given.
import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const wrangler = join(root, 'node_modules', '.bin', 'wrangler')

const FILES = [
  'README.md',
  'CONTRIBUTING.md',
  ...globSync('docs/*.md', { cwd: root }),
  ...globSync('.github/workflows/*.yml', { cwd: root }),
]

interface Command {
  readonly names: readonly string[]
  readonly flags: readonly string[]
}

/** `d1 migrations apply` and `--remote` of `npx wrangler d1 migrations apply DB --remote`. */
const commandOf = (text: string): Command => {
  const words = text.trim().split(/\s+/)
  const end = words.findIndex((word) => !/^[a-z][\da-z-]*$/.test(word))
  return {
    names: end < 0 ? words : words.slice(0, end),
    flags: words.filter((word) => word.startsWith('-')).map((word) => word.split('=')[0] ?? ''),
  }
}

const commands = FILES.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/npx wrangler ([^`\n|;)]+)/g)].map(
    ([, text = '']) => commandOf(text),
  ),
)

const flagsByCommand = Map.groupBy(commands, ({ names }) => names.join(' '))

it('there are such commands', () => {
  expect([...flagsByCommand.keys()]).toContain('d1 migrations apply')
})

it.each([...flagsByCommand.keys()])('wrangler %s', async (name) => {
  const { stdout } = await promisify(execFile)(wrangler, [...name.split(' '), '--help'], {
    timeout: 60_000,
  })
  // `wrangler d1 create <name>`. An unknown command answers the help of the one above it, which takes no names.
  const heading = stdout.split('\n').find((line) => line.startsWith('wrangler ')) ?? ''
  const [, path = '', places = ''] = /^wrangler ([^[<]+?)((?: [[<].*)?)$/.exec(heading) ?? []
  const rest = name.startsWith(path) ? name.slice(path.length).trim() : name
  expect(rest === '' || places !== '', `${heading} does not take "${rest}"`).toBe(true)
  const known = new Set(stdout.match(/(?<=\s)--?[a-z][\w-]*/g))
  const given = flagsByCommand.get(name)?.flatMap(({ flags }) => flags) ?? []
  expect(given.filter((flag) => !known.has(flag))).toStrictEqual([])
})
