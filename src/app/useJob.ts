import { useEffect, useState } from 'react'
import type { ServiceEvent } from '../../preload/contract.ts'
import { bridge } from '../bridge/bridge.ts'
import type { Progress } from '../ui/JobProgress.tsx'
import { type AskError, ask } from './api.ts'
import { toast } from './toast.tsx'

/** Also where the service was begun anew, and so has no task. */
function isOver(event: ServiceEvent, job: string): boolean {
  if (event.type === 'changed') return event.what === 'everything'
  return event.type === 'ended' && event.job === job
}

/**
 * A long task of the service, to follow and cancel.
 *
 * @param own name of the one task that there can be: it is followed though another window, or this
 *   page before it was loaded again, began it
 * @returns `start` names a new task, to pass as the call's `job`
 */
export function useJob(own: string | null = null) {
  const [started, setJob] = useState<string | null>(null)
  const job = own ?? started
  const [progress, setProgress] = useState<Progress | null>(null)

  useEffect(() => {
    if (job === null) return
    return bridge.listen((event) => {
      if (isOver(event, job)) setProgress(null)
      if (event.type !== 'progress' || event.job !== job) return
      setProgress({ done: event.done, total: event.total, label: event.label })
    })
  }, [job])

  return {
    progress,
    start(): string {
      const name = own ?? crypto.randomUUID()
      setProgress(null)
      setJob(name)
      return name
    },
    /** Asks the service to stop; the call itself then answers that it was cancelled. */
    cancel(): void {
      if (job === null) return
      ask('job.cancel', { job }).catch(({ message }: AskError) =>
        toast({ text: message, level: 'problem' }),
      )
    },
  }
}
