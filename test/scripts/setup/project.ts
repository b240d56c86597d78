// A project to set up, with an account at a Cloudflare that is not there.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { main } from '../../../scripts/setup.ts'
import { call } from '../call.ts'
import { openAccount } from './fake-wrangler.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** A folder with the settings of the project, removed by `remove`. */
export const createProject = () => {
  const folder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-setup-'))
  const accountFolder = mkdtempSync(join(tmpdir(), 'edge-chatrooms-account-'))
  copyFileSync(join(root, 'wrangler.toml'), join(folder, 'wrangler.toml'))
  const { wrangler, ...account } = openAccount(accountFolder)
  const { CLOUDFLARE_ACCOUNT_ID: _, ...env } = process.env
  return {
    ...account,
    folder,
    read: (file: string) => readFileSync(join(folder, file), 'utf8'),
    /** Calls `npm run setup` with these flags, without a terminal. */
    setup: (flags: readonly string[], input = '') =>
      call(main, flags, { root: folder, wrangler, env, read: () => input }),
    remove() {
      rmSync(folder, { recursive: true, force: true })
      rmSync(accountFolder, { recursive: true, force: true })
    },
  }
}

/** A deployment that answers /health with this status. */
export const deployment = async (status: number, body: string) => {
  const asked: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(request.url)
    response.writeHead(status).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { address: `http://127.0.0.1:${port}`, port, asked, stop }
}
