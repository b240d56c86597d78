// node scripts/bundle-size.ts <file> <bytes>: fails if the file has more bytes than that with gzip.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { Exit, type Io, run } from './io.ts'

export const main = ([file = '', most = '']: readonly string[], io: Io): void => {
  const bytes = gzipSync(readFileSync(file)).byteLength
  io.print(`${file} has ${bytes} bytes with gzip, of at most ${most}.`)
  if (!(bytes <= Number(most))) throw new Exit(1)
}

if (import.meta.main) process.exitCode = await run(main)
