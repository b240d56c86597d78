// The one class of error that the client throws of itself, and what it says of an answer.

interface Details {
  readonly errors?: Readonly<Record<string, readonly string[]>>
  readonly retryAfter?: number | null
}

/** What the service has refused. */
export class ChatError extends Error {
  override readonly name: string = 'ChatError'
  /** The status of HTTP: 401, 403 and so on. */
  readonly status: number
  /** Of a 422 the messages by field, else nothing. */
  readonly errors: Readonly<Record<string, readonly string[]>>
  /** Seconds after which it may be tried again; null where the service does not say. */
  readonly retryAfter: number | null

  constructor(status: number, message: string, { errors = {}, retryAfter = null }: Details = {}) {
    super(message)
    this.status = status
    this.errors = errors
    this.retryAfter = retryAfter
  }
}

/** Seconds that an answer asks to wait, whether it names them or a date; null when it does not. */
export const retryAfterOf = ({ headers }: Response): number | null => {
  const text = headers.get('Retry-After')
  if (!text) return null
  const seconds = Number(text)
  const asked = Number.isNaN(seconds) ? (Date.parse(text) - Date.now()) / 1000 : seconds
  return asked >= 0 ? asked : null
}

interface Answer<Data> {
  readonly data?: Data
  readonly error?: unknown
  readonly response: Response
}

/** The data of a call's answer: `await dataOf(chat.GET(…))`. Throws a ChatError when it is a refusal, as the verbs do. */
export const dataOf = async <Data>(call: Promise<Answer<Data>>): Promise<Data> => {
  const { data, error, response } = await call
  if (response.ok) return data as Data
  const { message = '', errors = {} } = error as { message?: string } & Details
  throw new ChatError(response.status, message, { errors, retryAfter: retryAfterOf(response) })
}
