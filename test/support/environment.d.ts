declare namespace Cloudflare {
  interface Env {
    DB_2: D1Database
    TEST_MIGRATIONS: import('@cloudflare/vitest-pool-workers').D1Migration[]
  }
}

interface ImportMeta {
  /** Vite's: the modules whose paths match, by path. */
  glob<Module>(pattern: string, options: { eager: true }): Record<string, Module>
}

declare module '*.md?raw' {
  const text: string
  export default text
}
