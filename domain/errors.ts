/** A failure whose message is one clear sentence for the person who asked. */
export class UserError extends Error {
  readonly code: 'wrong-call' | 'failed'

  constructor(message: string, code: 'wrong-call' | 'failed' = 'failed', options?: ErrorOptions) {
    super(message, options)
    this.name = 'UserError'
    this.code = code
  }
}
