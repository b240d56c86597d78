import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-pool-workers'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: './wrangler.toml' },
      miniflare: {
        bindings: {
          TEST_MIGRATIONS: await readD1Migrations('./migrations'),
          JWT_SECRET: 'a secret that only the tests know, 32 bytes or more',
        },
      },
    })),
  ],
  test: { include: ['test/**/*.test.ts'] },
})
