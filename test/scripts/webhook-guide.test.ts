// The samples of docs/webhooks.md that verify by hand, where there is something to run them with.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'

const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDsL8VxPmz1aw='
const BODY = '{"type":"message.created","data":{"content":"é"}}'

const guide = readFileSync('docs/webhooks.md', 'utf8')

const sampleOf = (language: string): string =>
  new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(guide)?.[1] ?? ''

const headersAt = (date: Date) => ({
  'webhook-id': 'evt_3_412_mig9npcj',
  'webhook-timestamp': String(Math.floor(date.getTime() / 1000)),
  'webhook-signature': `v1,AAAA ${new Webhook(SECRET).sign('evt_3_412_mig9npcj', date, BODY)}`,
})

const now = new Date()
const OLD = new Date(now.getTime() - 600_000)

const cases = {
  good: [SECRET, BODY, headersAt(now)],
  changed: [SECRET, BODY.replace('é', 'è'), headersAt(now)],
  old: [SECRET, BODY, headersAt(OLD)],
  'of another secret': [`whsec_${'A'.repeat(43)}=`, BODY, headersAt(now)],
}

const isThere = (program: string): boolean =>
  spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0

/** What the sample says of each case, by a few lines that call it. */
const run = (program: string, args: readonly string[], input: string): unknown => {
  const { stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8' })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

const EXPECTED = { good: true, changed: false, old: false, 'of another secret': false }

describe('the sample that verifies', () => {
  it.skipIf(!isThere('python3'))('in Python takes what is good alone', () => {
    const call = `
import json
cases = json.loads(${JSON.stringify(JSON.stringify(cases))})
print(json.dumps({name: verify(s, b.encode(), h) for name, (s, b, h) in cases.items()}))
`
    expect(run('python3', ['-'], sampleOf('python') + call)).toStrictEqual(EXPECTED)
  })

  it.skipIf(!isThere('php'))('in PHP takes what is good alone', () => {
    const call = `
$cases = json_decode(base64_decode('${Buffer.from(JSON.stringify(cases)).toString('base64')}'), true);
echo json_encode(array_map(fn ($case) => verify(...$case), $cases));
`
    expect(run('php', [], sampleOf('php') + call)).toStrictEqual(EXPECTED)
  })

  it('in TypeScript is the call of the package', () => {
    expect(sampleOf('ts')).toContain('new Webhook(secret).verify(body, headers)')
    expect(new Webhook(SECRET).verify(BODY, headersAt(now))).toStrictEqual(JSON.parse(BODY))
  })
})
