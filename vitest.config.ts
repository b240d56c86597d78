import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers'
import { Response } from 'miniflare'
import { defineConfig } from 'vitest/config'

/** One more than there are cores, since some tests wait for a clock or a process. Projects of one group need the same number. */
const shared = { sequence: { groupOrder: 1 }, maxWorkers: availableParallelism() + 1 }

/** For the Node and wrangler that tests start, a fifth of whose time goes into reading the same code. */
const compileCache = { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node') }

export default defineConfig({
  test: {
    // The Worker's own log lines; the tests that are about them look at console.log themselves.
    onConsoleLog: () => false,
    projects: [
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations('./migrations'),
                JWT_SECRET: 'a secret that only the tests know, 32 bytes or more',
                // What a deployment sets in wrangler.toml is not what the tests are about.
                JWT_SECRET_PREVIOUS: '',
                JWKS_URL: '',
                JWT_ISSUER: '',
                JWT_AUDIENCE: '',
                CORS_ORIGINS: '',
                SHARDS: '',
                PINNED_BRANDS: '',
                D1_DEADLINE: '',
                HUBS: '',
                JURISDICTIONS: '',
                WEBHOOK_SECRET: 'a master secret that only the tests know, 32 bytes or more',
                WEBHOOK_SECRET_PREVIOUS: '',
                WEBHOOK_RETRIES: '',
              },
              // Nobody is there whom a webhook could reach.
              outboundService: () => new Response(null, { status: 204 }),
              // A second database, for the tests of shards.
              d1Databases: { DB_2: 'second' },
            },
          })),
        ],
        test: {
          ...shared,
          name: 'worker',
          include: ['test/**/*.test.ts'],
          exclude: ['test/scripts/**', 'test/commands/**', 'test/browser/**'],
          setupFiles: ['test/support/setup.ts'],
          // Some send a hundred requests one by one, on a machine that may have others to serve.
          testTimeout: 60_000,
          // Starting a runtime takes longer than most files: there is one for each worker.
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'scripts',
          include: ['test/scripts/**/*.test.ts'],
          globalSetup: ['test/scripts/server.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'commands',
          include: ['test/commands/**/*.test.ts'],
          globalSetup: ['test/scripts/server.ts'],
          env: compileCache,
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          // Much of their time is spent waiting: for a network that is cut, or a server that starts.
          maxWorkers: 4,
          sequence: { groupOrder: 2 },
          env: compileCache,
          // A busy machine takes longer than the second that is the default.
          expect: { poll: { timeout: 30_000 } },
          globalSetup: ['test/browser/setup.ts'],
          testTimeout: 120_000,
        },
      },
    ],
  },
})
