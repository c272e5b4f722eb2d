import { AskError } from '../../app/api.ts'

/** Why a task on a file came to nothing; a task the person stopped is no failure. */
export function TaskProblem({ error }: { error: Error | null }) {
  if (error === null) return null
  return error instanceof AskError && error.code === 'cancelled' ? (
    <p role="status">Stopped. Nothing was changed.</p>
  ) : (
    <p role="alert" className="task-problem">
      {error.message}
    </p>
  )
}
