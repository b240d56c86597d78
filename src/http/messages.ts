// What a failed check says: the end of a sentence that begins with the field's name.
import type * as z from 'zod/mini'

const NAMES: Record<string, string> = {
  int: 'an integer',
  number: 'an integer',
  string: 'a string',
  boolean: 'true or false',
  array: 'an array',
  object: 'a JSON object',
}

const listOf = (values: readonly unknown[]): string =>
  values
    .map(String)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' or ')

const UNITS: Record<string, string> = { string: ' characters', array: ' elements' }

/** The text for one of zod's own issues; a check that brings its own text keeps it. */
export const messageOf = (issue: z.core.$ZodRawIssue): string => {
  if (issue.input === undefined) return 'is required'
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${NAMES[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be ${listOf(issue.values)}`
    case 'too_small':
      return `must be at least ${issue.minimum}${UNITS[issue.origin] ?? ''}`
    case 'too_big':
      return `must be at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`
    default:
      return 'is invalid'
  }
}
