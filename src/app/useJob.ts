import { useEffect, useState } from 'react'
import { ask } from '../../app/api.ts'
import { bridge } from '../../app/bridge.ts'
import type { Progress } from '../../ui/JobProgress.tsx'

/**
 * A long task of the service, to follow and cancel.
 *
 * @returns `start` names a new task, to pass as the call's `job`
 */
export function useJob() {
  const [job, setJob] = useState<string | null>(null)
  const [progress, setProgress] = useState<Progress | null>(null)

  useEffect(() => {
    if (job === null) return
    return bridge.listen((event) => {
      if (event.type !== 'progress' || event.job !== job) return
      setProgress({ done: event.done, total: event.total, label: event.label })
    })
  }, [job])

  return {
    progress,
    start(): string {
      const name = crypto.randomUUID()
      setProgress(null)
      setJob(name)
      return name
    },
    /** Asks the service to stop; the call itself then answers that it was cancelled. */
    cancel(): void {
      if (job !== null) ask('job.cancel', { job }).catch(() => undefined)
    },
  }
}
