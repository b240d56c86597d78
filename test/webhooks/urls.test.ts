// Where events may be sent, and where not.
import { beforeEach, describe, expect, it } from 'vitest'
import { arrange, signFullToken } from '../support/operations.ts'
import { send } from '../support/worker.ts'

beforeEach(() => arrange())

const PUBLIC = 'must have a public host name'
const HTTPS = 'must begin with https://'
const PORT = 'must be on port 443'
const CREDENTIALS = 'must not have credentials'
const ITSELF = 'must not be this service'
const MALFORMED = 'must be a URL of at most 2048 characters'

const make = async (url: unknown, env: Record<string, string> = {}) => {
  const { status, body } = await send('POST', '/api/v2/manager/webhooks', {
    token: await signFullToken(),
    body: { url },
    env,
  })
  return status === 422 ? (body.errors.url as string[]) : status
}

describe('an endpoint may be', () => {
  it.each([
    'https://hooks.example.com',
    'https://hooks.example.com:443/chat?brand=3',
    'https://HOOKS.example.com./chat',
    'https://bücher.example.com/',
    'https://1.example.com/',
    'https://localhost.example.com/',
    'https://hooks.example.com\\@127.0.0.1/',
    'https://127.0.0.1.example.com/',
    `https://hooks.example.com/${'x'.repeat(2022)}`,
  ])('%s', async (url) => {
    expect(await make(url)).toBe(201)
  })
})

describe('an endpoint may not be', () => {
  it.each([
    ['without https', 'http://hooks.example.com/', HTTPS],
    ['of another scheme', 'ftp://hooks.example.com/', HTTPS],
    ['a script', 'javascript:alert(1)', HTTPS],
    ['a file', 'file:///etc/passwd', HTTPS],
    ['data', 'data:text/plain,x', HTTPS],
    ['on another port', 'https://hooks.example.com:8443/', PORT],
    ['on the port of http', 'https://hooks.example.com:80/', PORT],
    ['with a user', 'https://me@hooks.example.com/', CREDENTIALS],
    ['with a password', 'https://:secret@hooks.example.com/', CREDENTIALS],
    ['an IPv4 address', 'https://127.0.0.1/', PUBLIC],
    ['a public IPv4 address', 'https://93.184.216.34/', PUBLIC],
    ['an IPv4 address with a dot', 'https://127.0.0.1./', PUBLIC],
    ['a short IPv4 address', 'https://127.1/', PUBLIC],
    ['an IPv4 address as a number', 'https://2130706433/', PUBLIC],
    ['a hexadecimal IPv4 address', 'https://0x7f000001/', PUBLIC],
    ['a hexadecimal IPv4 address in parts', 'https://0x7f.0x0.0x0.0x1/', PUBLIC],
    ['an octal IPv4 address', 'https://0177.0.0.1/', PUBLIC],
    ['an IPv4 address in wide digits', 'https://１２７.０.０.１/', PUBLIC],
    ['an escaped IPv4 address', 'https://%31%32%37.0.0.1/', PUBLIC],
    ['an IPv4 address with other dots', 'https://127。0。0。1/', PUBLIC],
    ['a metadata service', 'https://169.254.169.254/latest/meta-data', PUBLIC],
    ['an IPv6 address', 'https://[::1]/', PUBLIC],
    ['an IPv4 address as IPv6', 'https://[::ffff:127.0.0.1]/', PUBLIC],
    ['a public IPv6 address', 'https://[2606:4700::1111]/', PUBLIC],
    ['this machine with dots', 'https://localhost../', PUBLIC],
    ['this machine with an escaped dot', 'https://localhost%2e/', PUBLIC],
    ['this machine with a soft hyphen', 'https://local\u00ADhost/', PUBLIC],
    ['this machine in circled letters', 'https://ⓛocalhost/', PUBLIC],
    ['an inner name with dots', 'https://metadata.google.internal../', PUBLIC],
    ['an IPv4 address with dots', 'https://127.0.0.1../', PUBLIC],
    ['an IPv4 address without slashes', 'https:127.0.0.1', PUBLIC],
    ['an IPv4 address behind an empty user', 'https://@127.0.0.1/', PUBLIC],
    ['an IPv4 address behind a backslash', 'https:\\\\127.0.0.1\\', PUBLIC],
    ['an IPv4 address that is too large', 'https://4294967297/', MALFORMED],
    ['an IPv6 address with a zone', 'https://[fe80::1%25eth0]/', MALFORMED],
    ['a name with a null', 'https://hooks.example.com%00.internal/', MALFORMED],
    ['a single label', 'https://intranet/', PUBLIC],
    ['a single label with a dot', 'https://intranet./', PUBLIC],
    ['this machine', 'https://localhost/', PUBLIC],
    ['this machine without https', 'http://localhost:9000/', HTTPS],
    ['this machine by another name', 'https://app.localhost/', PUBLIC],
    ['this machine with a dot', 'https://localhost./', PUBLIC],
    ['.local', 'https://printer.local/', PUBLIC],
    ['.LOCAL.', 'https://printer.LOCAL./', PUBLIC],
    ['.internal', 'https://metadata.google.internal/', PUBLIC],
    ['.home.arpa', 'https://router.home.arpa/', PUBLIC],
    ['the service itself', 'https://chat.example.com/api/v2/chat/chatrooms', ITSELF],
    ['the service itself with dots', 'https://chat.example.com../', ITSELF],
    ['the service itself in wide letters', 'https://ｃｈａｔ.example.com/', ITSELF],
    ['the service itself with a dot', 'https://CHAT.example.com./', ITSELF],
    ['too long', `https://hooks.example.com/${'x'.repeat(2023)}`, MALFORMED],
    ['with white space', 'https://hooks.example.com/a b', MALFORMED],
    ['with a line break', 'https://hooks.exam\nple.com/', MALFORMED],
    ['no URL', 'hooks.example.com', MALFORMED],
    ['empty', '', MALFORMED],
  ])('%s: %s', async (_, url, problem) => {
    expect(await make(url)).toStrictEqual([`url ${problem}.`])
  })

  it('changed to such a place either', async () => {
    const { status } = await send('PATCH', '/api/v2/manager/webhooks/1', {
      token: await signFullToken(),
      body: { url: 'https://chat.example.com/' },
    })
    expect(status).toBe(422)
  })
})

describe('in development', () => {
  const env = { ALLOW_LOCALHOST: 'true' }

  it.each(['http://localhost:9000/hook', 'http://127.0.0.1:9000/', 'https://localhost/'])(
    'an endpoint may be %s',
    async (url) => {
      expect(await make(url, env)).toBe(201)
    },
  )

  it.each(['http://hooks.example.com/', 'https://10.0.0.1/', 'http://localhost@10.0.0.1/'])(
    'and still not %s',
    async (url) => {
      expect(await make(url, env)).toBeInstanceOf(Array)
    },
  )
})
