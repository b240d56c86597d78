// Pieces of the OpenAPI document that every operation shares. Not part of the Worker: the document is made ahead.
import * as z from 'zod'
import type { ZodOpenApiResponsesObject } from 'zod-openapi'

const Message = z
  .object({ message: z.string().meta({ description: 'What is wrong and what to do.' }) })
  .meta({ id: 'Error' })

const ValidationMessage = z
  .object({
    message: z.string().meta({
      description: "The first error's text, followed by ` (and N more error)` when there are more.",
    }),
    errors: z.record(z.string(), z.array(z.string()).min(1)).meta({
      description: 'The messages by field. Nested fields use dots: `ids_ambassadors.0`.',
    }),
  })
  .meta({ id: 'ValidationError' })

/** A JSON response that only says something. */
export const messageResponse = (description: string, message: string) => ({
  description,
  content: { 'application/json': { schema: Message, example: { message } } },
})

/** A JSON response with the schema of its body. */
export const json = (description: string, schema: z.ZodType, example: unknown) => ({
  description,
  content: { 'application/json': { schema, example } },
})

const ALL = {
  401: {
    id: 'Unauthorized',
    ...messageResponse(
      'The token is missing, malformed, expired or not verifiable.',
      'Unauthorized.',
    ),
    headers: z.object({ 'WWW-Authenticate': z.literal('Bearer') }),
  },
  403: messageResponse(
    'The token is good, but does not cover this brand, this route or this ambassador.',
    'The token does not cover the brand in X-Popsell-Brand.',
  ),
  404: messageResponse('There is no such resource, or the caller may not see it.', 'Not Found.'),
  405: {
    id: 'MethodNotAllowed',
    ...messageResponse('The path exists, the method does not.', 'Method Not Allowed. Use POST.'),
    headers: z.object({ Allow: z.string() }),
  },
  413: messageResponse('The body is larger than 64 KiB.', 'The body is larger than 64 KiB.'),
  415: messageResponse('The body is not JSON.', 'Send the body as Content-Type: application/json.'),
  422: json('Some fields or headers are not valid; all of them are listed.', ValidationMessage, {
    message: 'source is required. (and 1 more error)',
    errors: {
      source: ['source is required.'],
      'ids_ambassadors.1': ['ids_ambassadors.1 must be an integer.'],
    },
  }),
  500: messageResponse('A defect of the service.', 'Internal Server Error.'),
  503: {
    id: 'Unavailable',
    ...messageResponse(
      'The service can not answer at the moment.',
      'The signing keys cannot be fetched at the moment. Try again later.',
    ),
    headers: z.object({ 'Retry-After': z.string().meta({ description: 'Seconds.' }) }),
  },
} satisfies ZodOpenApiResponsesObject

/** The error responses of an operation, by status; 401, 403, 405, 422, 500 and 503 belong to every one. */
export const errorResponses = (...others: readonly (404 | 413 | 415)[]) => {
  const statuses = [401, 403, 405, 422, 500, 503, ...others] as const
  return Object.fromEntries(statuses.map((status) => [status, ALL[status]]))
}
