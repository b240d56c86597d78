// One row of a file of people, with what is wrong with it.
import { PutAmbassadorsBody } from '../../src/ambassadors/put-schema.ts'
import { Ambassador } from '../../src/domain/ambassadors/schema.ts'

/** What the report holds of a row that is refused. */
export interface Entry {
  /** The line of the file on which the row begins, from 1. */
  readonly line: number
  /** The record as it is sent, or the text that is none. */
  readonly row: unknown
  /** Sentences; none for a row that can be sent. */
  readonly errors: string[]
}

/** The fields that the API takes, in its order. */
export const FIELDS = Object.keys(PutAmbassadorsBody.def.element.shape)

/** Fields that an export has and the API does not take; they are left out. */
const READ_ONLY = new Set(Object.keys(Ambassador.shape).filter((field) => !FIELDS.includes(field)))

/** Those of `names` that no ambassador has. */
export const unknownFields = (names: readonly string[]): string[] =>
  names.filter((name) => !FIELDS.includes(name) && !READ_ONLY.has(name))

/** A row that is none, with the reason. */
export const brokenEntry = (line: number, text: string, error: string): Entry => ({
  line,
  row: text.replace(/\r$/, ''),
  errors: [error],
})

/** The entry of a record. Types and ranges are left to the API. */
export const entryOf = (line: number, record: object, errors: string[] = []): Entry => {
  // A record of an anonymized person would make a person without a name.
  const isAnonymized = 'anonymized' in record && String(record.anonymized) === 'true'
  return {
    line,
    row: Object.fromEntries(Object.entries(record).filter(([name]) => !READ_ONLY.has(name))),
    errors: isAnonymized ? [...errors, 'The person has been anonymized.'] : errors,
  }
}

/** Such as a line of an older Excel. */
export const NOT_UTF8 = 'The line is not UTF-8.'
