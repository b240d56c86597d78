// npm run setup: the questions, in a terminal.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { deployment } from '../scripts/setup/project.ts'
import { cloneWithAccount, stopGroup } from './clone.ts'

const ENTER = '\r'
const DOWN = '\u001B[B'
const CONTROL_C = '\u0003'

let project: ReturnType<typeof cloneWithAccount>
let served: Awaited<ReturnType<typeof deployment>>
let running: ReturnType<typeof inTerminal> | undefined

beforeEach(async () => {
  project = cloneWithAccount()
  served = await deployment(200, '{"status":"ok","database":"ok"}')
  project.change({ targets: [served.address] })
})

afterEach(async () => {
  if (running !== undefined) await stopGroup(running.child)
  running = undefined
  await served.stop()
  project.remove()
})

/** `npm run setup` in a terminal that `script` of util-linux makes. */
const inTerminal = (flags: string) => {
  const command = `stty columns 120 rows 40; exec "${process.execPath}" scripts/setup.ts ${flags}`
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd: project.folder,
    env: { ...project.environment, TERM: 'xterm' },
    detached: true,
    timeout: 90_000,
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const screen = () => stripVTControlCharacters(Buffer.concat(chunks).toString())
  let seen = 0
  const until = async (text: string) => {
    while (!screen().includes(text, seen)) {
      if (child.exitCode !== null) throw new Error(`It ended before "${text}":\n${screen()}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    seen = screen().indexOf(text, seen) + text.length
  }
  return {
    child,
    /** Waits for a question and types the answer. */
    async answer(question: string, keys: string) {
      await until(question)
      child.stdin.write(keys)
    },
    async end() {
      if (child.exitCode === null) await once(child, 'close')
      return { status: child.exitCode, printed: screen() }
    },
  }
}

const hasScript = process.platform === 'linux'

it.runIf(hasScript)('asks for everything, and then deploys', async () => {
  running = inTerminal('')
  await running.answer('Which environment?', DOWN + ENTER)
  await running.answer('Where must the data stay?', DOWN + ENTER)
  await running.answer('What are tokens signed with?', DOWN + ENTER)
  await running.answer('The secret', `short${ENTER}`)
  await running.answer('It needs at least 32 bytes.', ` but not any more, it is long now${ENTER}`)
  await running.answer('The iss of tokens', `https://id.example.com${ENTER}`)
  await running.answer('The aud of tokens', ENTER)
  await running.answer('Origins of browser apps', ENTER)
  await running.answer('Deploy edge-chatrooms-production?', ENTER)
  const { status, printed } = await running.end()
  expect(status).toBe(0)
  expect(printed).toContain(`${served.address}/health answers 200.`)
  expect(printed).not.toContain('but not any more')
  expect(project.read('wrangler.toml')).toContain('JWT_ISSUER = "https://id.example.com"')
  const commands = project.calls().map(({ args }) => args.join(' '))
  expect(commands).toContain('d1 create edge-chatrooms-production --jurisdiction eu')
  expect(project.calls().find(({ args }) => args[1] === 'put')?.input).toBe(
    'short but not any more, it is long now',
  )
})

it.runIf(hasScript).each([
  ['Ctrl-C', CONTROL_C],
  ['a no', `n${ENTER}`],
])('stops at %s and has changed nothing', async (_, keys) => {
  const before = project.read('wrangler.toml')
  const flags =
    '--env staging --jurisdiction none --secret generate --issuer= --audience= --cors-origins='
  running = inTerminal(flags)
  await running.answer('Deploy edge-chatrooms-staging?', keys)
  const { status, printed } = await running.end()
  expect(printed.trimEnd().split('\n').at(-1)).toBe('Stopped. Nothing has been changed.')
  expect(status).toBe(1)
  expect(project.read('wrangler.toml')).toBe(before)
  expect(project.calls().filter(({ args }) => !/list|whoami/.test(args.join(' ')))).toStrictEqual(
    [],
  )
})
