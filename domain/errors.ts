/** A failure whose message is one clear sentence for the person who asked. */
export class UserError extends Error {
  readonly code: 'wrong-call' | 'failed' | 'unsure-number'

  constructor(message: string, code: UserError['code'] = 'failed', options?: ErrorOptions) {
    super(message, options)
    this.name = 'UserError'
    this.code = code
  }
}
