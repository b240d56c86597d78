// The workflows of GitHub Actions, read as YAML: they can't be run here.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import packageJson from '../../package.json' with { type: 'json' }

interface Step {
  readonly name?: string
  readonly uses?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>
  readonly permissions: unknown
  readonly jobs: Readonly<
    Record<string, { uses?: string; needs?: string; concurrency?: unknown; steps?: Step[] }>
  >
}

const root = join(import.meta.dirname, '..', '..')
const FILES = globSync('.github/workflows/*.yml', { cwd: root }).toSorted()

const read = (file: string) =>
  parse(readFileSync(join(root, file), 'utf8'), { strict: true }) as Workflow

const stepsOf = ({ jobs }: Workflow): Step[] =>
  Object.values(jobs).flatMap(({ steps = [] }) => steps)

describe.each(FILES)('%s', (file) => {
  const workflow = read(file)
  const commands = stepsOf(workflow).flatMap(({ run }) => run ?? [])

  it('may read the repository and nothing else', () => {
    expect(workflow.permissions).toStrictEqual({ contents: 'read' })
  })

  it('runs npm scripts and files that exist', () => {
    const named = [...commands.join('\n').matchAll(/npm run (?:-s )?([\w:-]+)/g)]
    expect(named.filter(([, name = '']) => !(name in packageJson.scripts))).toStrictEqual([])
    const files = [
      ...[...commands.join('\n').matchAll(/\bbash (\S+)/g)].map(([, name = '']) => name),
      ...Object.values(workflow.jobs).flatMap(({ uses }) => uses ?? []),
    ]
    expect(files.filter((name) => !existsSync(join(root, name)))).toStrictEqual([])
  })

  it('pins each action to a version, and takes those of GitHub alone', () => {
    const actions = stepsOf(workflow).flatMap(({ uses }) => uses ?? [])
    expect(actions.filter((action) => !/^actions\/[\w-]+@v\d+$/.test(action))).toStrictEqual([])
  })

  it('puts no value from outside into a command', () => {
    expect(commands.filter((command) => command.includes('${{'))).toStrictEqual([])
  })
})

describe('verify', () => {
  it('does what a change must pass, on pull requests and pushes', () => {
    const workflow = read('.github/workflows/verify.yml')
    expect(Object.keys(workflow.on)).toStrictEqual(['pull_request', 'push', 'workflow_call'])
    expect(stepsOf(workflow).flatMap(({ run }) => run ?? [])).toStrictEqual(['bash .ci/run'])
  })
})

describe('deploy', () => {
  const workflow = read('.github/workflows/deploy.yml')
  const { deploy, verify } = workflow.jobs

  it('begins when every check has passed', () => {
    expect(verify?.uses).toBe('./.github/workflows/verify.yml')
    expect(deploy?.needs).toBe('verify')
  })

  it('migrates, deploys and looks at /health, in this order', () => {
    const commands = (deploy?.steps ?? []).flatMap(({ run }) => run ?? [])
    expect(commands.slice(-3)).toStrictEqual([
      'npm run -s db:migrate -- --remote --env "$ENVIRONMENT"',
      'npx wrangler deploy --env "$ENVIRONMENT"',
      'npm run -s health',
    ])
  })

  it('tells the health check where the deployment is', () => {
    const [deployed, checked] = (deploy?.steps ?? []).slice(-2)
    expect(deployed?.env?.['WRANGLER_OUTPUT_FILE_PATH']).toBeTruthy()
    expect(checked?.env).toStrictEqual(deployed?.env)
  })

  it('takes the environments that wrangler.toml has', () => {
    const { workflow_dispatch } = workflow.on as {
      workflow_dispatch: { inputs: { environment: { options: string[] } } }
    }
    const settings = readFileSync(join(root, 'wrangler.toml'), 'utf8')
    for (const environment of workflow_dispatch.inputs.environment.options) {
      expect(settings).toContain(`[env.${environment}.vars]`)
    }
  })
})
