import type { ProblemName } from '../../domain/sync/protocol.ts'

/** An answer that the client gets as a `Problem`. */
export class Refused extends Error {
  readonly problem: ProblemName
  readonly status: number
  constructor(problem: ProblemName, status: number, message: string) {
    super(message)
    this.problem = problem
    this.status = status
  }
}
