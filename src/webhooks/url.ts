// Where events may be sent: to the public internet, and nowhere else.

const MOST_CHARACTERS = 2048

/** Names that are nobody's in public. */
const INNER = /(?:^|\.)(?:localhost|local|internal|home\.arpa|test|invalid|onion)$/

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/** White space, which the parser of URLs leaves out without a word, and controls. */
const UNSEEN = /[\s\p{Cc}]/u

const hostOf = ({ hostname }: URL): string => hostname.replace(/\.+$/, '')

/** The parser spells every IPv4 address in four decimal numbers, and puts IPv6 into brackets. */
const isAddress = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/.test(host)

const isPublicName = (host: string): boolean =>
  host.includes('.') && !isAddress(host) && !INNER.test(host)

/** Whether a URL leads to this machine, which only development allows. */
export const isLocalUrl = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && LOCAL.has(url.hostname)
}

/** Why no event may be sent to a URL, as far as the URL itself tells; null when it may. */
export const urlProblem = (text: string): string | null => {
  const url = UNSEEN.test(text) || !text.isWellFormed() ? null : URL.parse(text)
  if (url === null || text.length > MOST_CHARACTERS) {
    return `must be a URL of at most ${MOST_CHARACTERS} characters`
  }
  if (url.protocol !== 'https:') return 'must begin with https://'
  if (url.username !== '' || url.password !== '') return 'must not have credentials'
  if (url.port !== '') return 'must be on port 443'
  return isPublicName(hostOf(url)) ? null : 'must have a public host name'
}

/** Where the service itself is. */
export interface Site {
  readonly host: string
  /** Whether events may be sent to this machine. */
  readonly allowsLocal: boolean
}

/** The same for one that leads to this machine or to the service itself, which the URL alone does not tell. */
export const placeProblem = (text: string, { host, allowsLocal }: Site): string | null => {
  const url = URL.parse(text)
  const own = URL.parse(`https://${host}`)
  if (url === null || own === null) return urlProblem(text)
  if (url.host === host || (!isLocalUrl(text) && hostOf(url) === hostOf(own))) {
    return 'must not be this service'
  }
  return isLocalUrl(text) && !allowsLocal ? urlProblem(text) : null
}
