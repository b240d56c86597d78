// Which database a brand lives in: the one it is pinned to, else one of `SHARDS` by rendezvous hashing.

import { databaseUnavailable, misconfiguration } from '../contract/failure.ts'

/** The binding that holds every brand unless the configuration says otherwise. */
export const DEFAULT_SHARD = 'DB'

/** What a brand is pinned to while it moves from one database to another: it is served by none. */
const CLOSED = 'closed'

/** A bookmark can name no other. */
const BINDING = /^[A-Z]\w{0,63}$/
const PIN = /^([1-9]\d*)\s*=\s*(closed|[A-Z]\w{0,63})$/

interface Shards {
  /** The bindings over which brands are spread. */
  readonly names: readonly string[]
  /** Brands with a place of their own, which need not be one of `names`. */
  readonly pins: ReadonlyMap<number, string>
}

type Configuration = Partial<Pick<Env, 'SHARDS' | 'PINNED_BRANDS'>>

const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** A brand must not land in another database than its own because of a slip: then none is served. */
const misconfigured = (what: string) => databaseUnavailable(misconfiguration(what))

const parsePins = (text: string | undefined): Map<number, string> => {
  const pins = new Map<number, string>()
  for (const pin of listOf(text)) {
    const [, idBrand, name] = PIN.exec(pin) ?? []
    if (name === undefined)
      throw misconfigured(`PINNED_BRANDS has ${pin}; write 3=DB_EU or 3=closed`)
    if (pins.has(Number(idBrand))) throw misconfigured(`PINNED_BRANDS has brand ${idBrand} twice`)
    pins.set(Number(idBrand), name)
  }
  return pins
}

const parse = ({ SHARDS, PINNED_BRANDS }: Configuration): Shards => {
  const names = listOf(SHARDS)
  const wrong = names.find((name) => !BINDING.test(name))
  if (wrong !== undefined) throw misconfigured(`SHARDS has ${wrong}; write names of D1 bindings`)
  return { names: names.length === 0 ? [DEFAULT_SHARD] : names, pins: parsePins(PINNED_BRANDS) }
}

const parsed = new Map<string, Shards>()

const shardsOf = (configuration: Configuration): Shards => {
  const text = `${configuration.SHARDS}\n${configuration.PINNED_BRANDS}`
  const shards = parsed.get(text) ?? parse(configuration)
  parsed.set(text, shards)
  return shards
}

/** FNV-1a over the text, then murmur3's last mix: texts that differ in one digit get scores that have nothing in common. */
const scoreOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** The name with the highest score: a new name takes over the brands that it wins and moves no other. */
const winnerOf = (names: readonly string[], idBrand: number): string =>
  names.reduce((best, name) =>
    scoreOf(`${name}:${idBrand}`) > scoreOf(`${best}:${idBrand}`) ? name : best,
  )

/** The name of the binding that a brand lives in; null while the brand is closed for a move. Throws 503 when misconfigured. */
export const shardOf = (configuration: Configuration, idBrand: number): string | null => {
  const { names, pins } = shardsOf(configuration)
  const pin = pins.get(idBrand)
  if (pin === CLOSED) return null
  return pin ?? (names.length === 1 ? names[0]! : winnerOf(names, idBrand))
}

/** The names of all bindings that hold brands. Throws 503 when misconfigured. */
export const shardNames = (configuration: Configuration): string[] => {
  const { names, pins } = shardsOf(configuration)
  return [...new Set([...names, ...pins.values()])].filter((name) => name !== CLOSED)
}
