// The same with SQL that is frozen: that of the 26th of November 2026. What became of it since is what bare wins or loses.
import before from './before.json' with { type: 'json' }
import { respondRows, serve } from './serve.ts'

export default {
  fetch: (request, { DB }) => serve(request, DB, before, respondRows),
} satisfies ExportedHandler<Env>
