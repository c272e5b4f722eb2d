import { UserError } from '../../domain/errors.ts'
import { plainMessage } from './service-handle.ts'

/** Says on standard error what went wrong; answers the exit code that goes with it. */
export function tellFailure(error: unknown): 1 | 2 {
  console.error(plainMessage(error))
  return error instanceof UserError && error.code === 'wrong-call' ? 2 : 1
}
