// Validation with this API's answers: every failed field at once, by its wire name.
import { zValidator } from '@hono/zod-validator'
import type { ValidationTargets } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as z from 'zod/mini'
import { invalid, notFound } from '../contract/failure.ts'
import { LARGEST_BODY, readJson } from './body.ts'
import { messageOf } from './messages.ts'

z.config({ customError: messageOf })

const errorsOf = (issues: readonly z.core.$ZodIssue[]): Record<string, string[]> => {
  const errors: Record<string, string[]> = {}
  for (const issue of issues) {
    const field = issue.path.join('.') || 'body'
    const messages = (errors[field] ??= [])
    const message = `${field} ${issue.message}.`
    // Several checks of one field may say the same of it.
    if (!messages.includes(message)) messages.push(message)
  }
  return errors
}

/**
 * Validates headers, query or path. Throws 422 with every failed field, or 404 for a path: an id that can't be one names
 * nothing.
 */
export const validate = <Schema extends z.ZodMiniType, Target extends keyof ValidationTargets>(
  target: Target,
  schema: Schema,
) =>
  zValidator(
    target,
    schema,
    (result) => {
      if (result.success) return
      throw target === 'param' ? notFound() : invalid(errorsOf(result.error.issues))
    },
    // No schema here awaits anything. The cast is for the option's type, which is open until the schema is known.
    { validationFunction: (known, value) => known.safeParse(value) as never },
  )

/** Validates a JSON body of at most `limit` bytes. Throws 415, 413, or 422 with every failed field. */
export const validateBody = (schema: z.ZodMiniType, limit = LARGEST_BODY) =>
  createMiddleware(async (c, next) => {
    const result = schema.safeParse(await readJson(c, limit))
    if (!result.success) throw invalid(errorsOf(result.error.issues))
    c.req.addValidatedData('json', result.data as object)
    await next()
  })
