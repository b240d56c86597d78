// Every command of the README and of docs/api.md, run as it is written, against one `npm run dev`.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { useServer } from './server.ts'

const root = join(import.meta.dirname, '..', '..')

interface Proof {
  readonly file: string
  readonly title: string
}

/** What is not run here, and the test that runs it; without an account `npm run setup` meets a stand-in for wrangler. */
const ELSEWHERE = new Map<string, Proof>([
  [
    'npm ci && npm run dev\n',
    {
      file: '../commands/dev.test.ts',
      title:
        'serves the demo data, prints a request that answers 201 and then 200, and keeps its data',
    },
  ],
  [
    'npx wrangler login\nnpm run setup\n',
    {
      file: 'setup/setup.test.ts',
      title: 'makes the database, migrates, deploys, sets the secret and asks /health',
    },
  ],
])

/** The other npm scripts that the README names: the test that runs each, or null for a step of `npm run verify`. */
const SCRIPTS: Record<string, Proof | null> = {
  bench: {
    file: '../commands/bench.test.ts',
    title: 'npm run bench -- --quick ends with a line of all figures, and leaves the results alone',
  },
  'brand:copy': {
    file: '../commands/shards.test.ts',
    title: 'copies all rows of one brand, with any text as it is',
  },
  'db:migrate': {
    file: '../commands/local-data.test.ts',
    title: 'makes the tables, and starts over with the demo data and nothing else',
  },
  'db:reset': {
    file: '../commands/local-data.test.ts',
    title: 'makes the tables, and starts over with the demo data and nothing else',
  },
  export: { file: 'data-export.test.ts', title: 'is what the API says of the demo' },
  import: {
    file: 'data-import.test.ts',
    title: 'takes NDJSON, and of an export what may be written',
  },
  token: {
    file: 'token.test.ts',
    title: 'takes brands, scope, subject and a negative lifetime',
  },
  'test:browser': null,
  'test:crash': null,
  'test:overload': null,
}

const readme = readFileSync(join(root, 'README.md'), 'utf8')

const blocks = ['README.md', 'docs/api.md'].flatMap((file) =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /^```(?:sh|bash|shell|console)\n([\s\S]*?)^```/gm,
    ),
  ].map(([, command = '']) => ({ file, command })),
)

/** Only curl, with a token, and the example are run here. Anything else could change the packages or the local data. */
const isHarmless = (command: string): boolean =>
  /^(?:curl |ACCESS_TOKEN=)/.test(command) &&
  !/\b(?:npm|npx|node)\b/.test(command.replaceAll(/\bnpm run (?:-s token|example)\b/g, ''))

const [run, leftOut] = [true, false].map((isRun) =>
  blocks.filter(({ command }) => isHarmless(command) === isRun),
) as [typeof blocks, typeof blocks]

/** Stops at the first command that fails, and lets curl fail on a status of 400 and above. */
const STRICT = 'set -eo pipefail; curl() { command curl --fail-with-body -S "$@"; };'

const server = useServer()

const isTested = ({ file, title }: Proof): boolean =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .replaceAll(/\bit\(\s*/g, 'it(')
    .includes(`it('${title}'`)

it('leaves out what another test runs, and nothing else', () => {
  expect(leftOut.map(({ command }) => command)).toStrictEqual([...ELSEWHERE.keys()])
  expect([...ELSEWHERE.values()].filter((proof) => !isTested(proof))).toStrictEqual([])
})

it('every npm script that the README names is run by a test or by npm run verify', () => {
  const ranHere = blocks.map(({ command }) => command).join('')
  const named = [...readme.matchAll(/`npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name)
  const others = named.filter((name) => name !== 'verify' && !ranHere.includes(`npm run ${name}`))
  expect([...new Set(others)].toSorted()).toStrictEqual(Object.keys(SCRIPTS).toSorted())
  const unproved = Object.entries(SCRIPTS).filter(([name, proof]) =>
    proof === null ? !packageJson.scripts.verify.includes(`npm run ${name}`) : !isTested(proof),
  )
  expect(unproved).toStrictEqual([])
})

it.each(run)('$file: $command', ({ command }) => {
  const here = command.replaceAll('http://localhost:8787', server.url)
  const printed = execFileSync('timeout', ['60', 'bash', '-c', `${STRICT}\n${here}`], {
    cwd: root,
    encoding: 'utf8',
    // Where the example finds the server that the document has at the default port.
    env: { ...process.env, CHAT_URL: server.url },
  })
  expect(printed).not.toBe('')
})
