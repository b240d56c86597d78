// node scripts/bundle-size.ts <file> <bytes>: fails if the file has more bytes than that with gzip.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const [file = '', most = ''] = process.argv.slice(2)

const bytes = gzipSync(readFileSync(file)).byteLength
console.log(`${file} has ${bytes} bytes with gzip, of at most ${most}.`)
if (!(bytes <= Number(most))) process.exit(1)
