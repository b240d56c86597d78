// npm run setup: a Worker with what it wrote takes the request that it printed.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { processIo, wranglerIn } from '../../scripts/io.ts'
import { deployment } from '../scripts/setup/project.ts'
import { cloneWithAccount, stopGroup } from './clone.ts'

let project: ReturnType<typeof cloneWithAccount>
let worker: ChildProcess | undefined

beforeEach(() => {
  project = cloneWithAccount()
})

afterEach(async () => {
  if (worker !== undefined) await stopGroup(worker)
  worker = undefined
  project.remove()
})

const wrangler = wranglerIn(processIo.root)

const serve = async (port: number): Promise<void> => {
  const env = { ...process.env, CI: 'true' }
  const options = { cwd: project.folder, env, encoding: 'utf8' } as const
  const migrate = ['d1', 'migrations', 'apply', 'DB', '--local', '--env', 'staging']
  execFileSync(wrangler, migrate, { ...options, stdio: 'pipe' })
  const flags = ['--port', String(port), '--ip', '127.0.0.1', '--inspector-port', '0']
  const started = spawn(wrangler, ['dev', '--env', 'staging', ...flags], {
    ...options,
    detached: true,
    stdio: 'pipe',
  })
  worker = started
  await new Promise<void>((resolve, reject) => {
    let printed = ''
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('Ready on')) resolve()
    }
    started.stdout.on('data', read)
    started.stderr.on('data', read)
    started.on('exit', () => reject(new Error(printed)))
  })
}

it('lets the token in that the request signs, for the issuer and audience of the deployment', async () => {
  const served = await deployment(200, '{}')
  project.change({ targets: [served.address] })
  const expected = ['--issuer', 'https://id.example.com', '--audience', 'chat']
  const flags = ['--env', 'staging', '--secret', 'generate', '--yes', ...expected]
  const { printed } = await project.setup(flags)
  await served.stop()
  await serve(served.port)

  const request = /^curl (?:.*\\\n)+.*$/m.exec(printed)?.[0] ?? 'false'
  const paste = (command: string) =>
    execFileSync('bash', ['-c', command], { cwd: project.folder, encoding: 'utf8' })
  expect(paste(request.replace('curl -i', 'curl -isS')).split('\r\n')[0]).toBe('HTTP/1.1 200 OK')
  const withoutToken = request.replace('curl -i', 'curl -isS').replace(/Bearer [^"]*/, 'Bearer x')
  expect(paste(withoutToken).split('\r\n')[0]).toBe('HTTP/1.1 401 Unauthorized')
})
