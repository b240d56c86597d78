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
      description:
        'The messages by field, for at most 100 fields; `message` counts them all. Nested fields use dots: `ids_ambassadors.0`.',
    }),
  })
  .meta({ id: 'ValidationError' })

/** A JSON response that only says something. */
const messageResponse = (description: string, message: string) => ({
  description,
  content: { 'application/json': { schema: Message, example: { message } } },
})

const reached = z.object({
  'X-D1-Bookmark': z.string().optional().meta({
    description: 'Where the database has got to. Send it with the next request.',
  }),
})

/** A JSON response with the schema of its body, or of a line of it. */
export const json = (
  description: string,
  schema: z.core.$ZodType,
  example: unknown,
  mediaType = 'application/json',
) => ({
  description,
  headers: reached,
  content: { [mediaType]: { schema, example } },
})

const ALL = {
  401: {
    id: 'Unauthorized',
    ...messageResponse(
      'The token is missing, malformed, expired or not verifiable.',
      'Unauthorized.',
    ),
    headers: z.object({
      'WWW-Authenticate': z.string().meta({
        description:
          '`Bearer`; with `error="invalid_token"` and a description when the token has expired.',
      }),
    }),
  },
  403: {
    id: 'Forbidden',
    ...messageResponse(
      'The token is good, but does not cover this brand, this route or this ambassador, or it is a `chat:self` token of an ambassador who is unknown in the brand, anonymized or shut out (`active` below 0).',
      'The token does not cover the brand in X-Popsell-Brand.',
    ),
  },
  404: {
    id: 'NotFound',
    ...messageResponse('There is no such resource, or the caller may not see it.', 'Not Found.'),
  },
  405: {
    id: 'MethodNotAllowed',
    ...messageResponse('The path exists, the method does not.', 'Method Not Allowed. Use POST.'),
    headers: z.object({
      Allow: z.string().meta({ description: 'The methods that the path has.' }),
    }),
  },
  409: {
    id: 'Conflict',
    ...messageResponse(
      'The state of the resource does not allow it: another request was faster, a limit has been reached, or it is in use.',
      'The entry has been handled by another ambassador.',
    ),
  },
  410: {
    id: 'Gone',
    ...messageResponse(
      'The log does not have the cursor, or no longer has it.',
      'The log has no such cursor. Load the lists again, and begin without since.',
    ),
  },
  413: {
    id: 'BodyTooLarge',
    ...messageResponse(
      'The body is larger than the route takes, 64 KiB unless it says otherwise. The longest text fits as UTF-8, and may not when its characters are escaped.',
      'The body is larger than 64 KiB.',
    ),
  },
  414: {
    id: 'QueryTooLong',
    ...messageResponse(
      'The query string is longer than 8 KiB.',
      'The query string is longer than 8 KiB.',
    ),
  },
  415: {
    id: 'UnsupportedMediaType',
    ...messageResponse(
      'The body is not JSON, or it is compressed.',
      'Send the body as Content-Type: application/json.',
    ),
  },
  422: {
    id: 'Invalid',
    ...json('Some fields or headers are not valid; all of them are listed.', ValidationMessage, {
      message: 'source is required. (and 1 more error)',
      errors: {
        source: ['source is required.'],
        'ids_ambassadors.1': ['ids_ambassadors.1 must be an integer.'],
      },
    }),
  },
  429: {
    id: 'TooManyRequests',
    ...messageResponse(
      'The caller has made too many requests in this brand recently.',
      'Too Many Requests.',
    ),
    headers: z.object({ 'Retry-After': z.string().meta({ description: 'Seconds.' }) }),
  },
  500: { id: 'Defect', ...messageResponse('A defect of the service.', 'Internal Server Error.') },
  503: {
    id: 'Unavailable',
    ...messageResponse(
      'The service cannot answer at the moment.',
      'The database cannot answer at the moment. Try again later.',
    ),
    headers: z.object({ 'Retry-After': z.string().meta({ description: 'Seconds.' }) }),
  },
} satisfies ZodOpenApiResponsesObject

/** One item as the only one of the list at `path`. */
export const pageExample = (path: string, item: unknown) => {
  const list = `https://chat.example.com${path}`
  const first = `${list}?page=1`
  return {
    current_page: 1,
    data: [item],
    first_page_url: first,
    from: 1,
    last_page: 1,
    last_page_url: first,
    links: [
      { url: null, label: '&laquo; Previous', active: false },
      { url: first, label: '1', active: true },
      { url: null, label: 'Next &raquo;', active: false },
    ],
    next_page_url: null,
    path: list,
    per_page: 15,
    prev_page_url: null,
    to: 1,
    total: 1,
  }
}

/** The error responses of an operation, by status; 401, 403, 405, 414, 422, 429, 500 and 503 belong to every one. */
export const errorResponses = (...others: readonly (404 | 409 | 410 | 413 | 415)[]) => {
  const statuses = [401, 403, 405, 414, 422, 429, 500, 503, ...others] as const
  return Object.fromEntries(statuses.map((status) => [status, ALL[status]]))
}
