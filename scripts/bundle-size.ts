// Part of npm run check:build: the bundle stays small enough to start fast.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const MOST_BYTES = 100_000

const bundle = readFileSync(join(import.meta.dirname, '..', 'dist', 'index.js'))
const bytes = gzipSync(bundle).byteLength
console.log(`The bundle has ${bytes} bytes with gzip, of at most ${MOST_BYTES}.`)
if (bytes > MOST_BYTES) process.exit(1)
