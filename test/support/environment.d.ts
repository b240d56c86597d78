declare namespace Cloudflare {
  interface Env {
    DB_2: D1Database
    TEST_MIGRATIONS: import('@cloudflare/vitest-pool-workers').D1Migration[]
  }
}
