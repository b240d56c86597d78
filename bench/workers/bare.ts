// The limit: the project's own SQL, without a token, validation, a framework, a log or a presenter.
import { respondRows, serve } from './serve.ts'
import { projectBatches } from './sql.ts'

export default {
  fetch: (request, { DB }) => serve(request, DB, projectBatches, respondRows),
} satisfies ExportedHandler<Env>
