// What can go wrong between the Worker and D1, told apart by D1's own words, and the errors that statements make on purpose.

export interface Fault {
  /** Goes into the log. Says nothing that was in the statement. */
  readonly reason: string
  /** Whether the same batch may go through when it is sent again. */
  readonly isPassing: boolean
}

/** What a database without all of its migrations is told by. */
export const NOT_MIGRATED =
  'database_not_migrated: run npm run db:migrate, for a deployment npm run db:migrate -- --remote --env <environment>'

/** From the list of errors in D1's documentation: first those that pass, then those that would only get worse. */
const FAULTS: readonly (readonly [text: string, reason: string, isPassing: boolean])[] = [
  ['Network connection lost', 'database_connection_lost', true],
  ['storage caused object to be reset', 'database_reset', true],
  ['reset because its code was updated', 'database_updated', true],
  ['Cannot resolve D1 DB due to transient issue', 'database_not_resolved', true],
  ['client disconnected', 'database_client_disconnected', true],
  ['overloaded', 'database_overloaded', false],
  ['Too many requests queued', 'database_overloaded', false],
  ['exceeded timeout', 'database_timeout', false],
  ['exceeded its CPU time limit', 'database_cpu_limit', false],
  ['exceeded its memory limit', 'database_memory_limit', false],
  ['Memory limit would be exceeded', 'database_memory_limit', false],
  ['SQLITE_BUSY', 'database_locked', false],
  ['SQLITE_FULL', 'database_full', false],
  ['Exceeded maximum DB size', 'database_full', false],
  ['exceeded D1', 'database_account_limit', false],
  ['no such table', NOT_MIGRATED, false],
  ['no such column', NOT_MIGRATED, false],
  ['no such index', NOT_MIGRATED, false],
  ['has no column named', NOT_MIGRATED, false],
  ['internal error', 'database_internal_error', false],
]

/** What statements let a batch fail with on purpose. D1 quotes it; nothing else that D1 is sent has it. */
export const SHUT_OUT = 'ambassador_shut_out'
export const TOO_MANY_MEMBERS = 'too_many_members'

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '')

/** True for the error of a batch that a statement has let fail with this. */
export const isRefusal = (error: unknown, text: string): boolean => messageOf(error).includes(text)

/** The fault behind an error of D1; null for an error that is a defect of the statement. */
export const faultOf = (error: unknown): Fault | null => {
  const message = messageOf(error)
  const found = FAULTS.find(([text]) => message.includes(text))
  return found === undefined ? null : { reason: found[1], isPassing: found[2] }
}
