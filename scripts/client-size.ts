// node scripts/client-size.ts: what an app's bundler makes of the built client, minified, and fails where that is too much.
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { Exit, type Io, run } from './io.ts'

/** Bytes with gzip, by what an app imports. */
const MOST = {
  'createChatClient, createRestClient, follow, isValidationError, ChatError, dataOf': 8192,
  'createRestClient, follow': 6144,
  createRestClient: 5120,
}

export const main = async (_: readonly string[], io: Io): Promise<void> => {
  for (const [name, most] of Object.entries(MOST)) {
    const contents = `import { ${name} } from 'edge-chatrooms/client'; globalThis.used = [${name}]`
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: join(io.root, 'examples') },
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
    })
    const bytes = gzipSync(outputFiles[0]!.contents).byteLength
    io.print(
      `An app that uses ${name} has ${bytes} bytes of the client with gzip, of at most ${most}.`,
    )
    if (bytes > most) throw new Exit(1)
  }
}

if (import.meta.main) process.exitCode = await run(main)
