// The one class of error that the client throws of itself.

/** What the service has refused. */
export class ChatError extends Error {
  override readonly name: string = 'ChatError'
  /** The status of HTTP: 401, 403 and so on. */
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}
