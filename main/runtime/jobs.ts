import type { ServiceEvent } from '../../preload/contract.ts'

export interface Jobs {
  /** Runs a long task under the caller's name for it, so that it can be followed and cancelled. */
  run<T>(job: string | undefined, task: (tools: JobTools) => Promise<T>): Promise<T>
  cancel(job: string): void
  cancelAll(): void
}

export interface JobTools {
  signal: AbortSignal
  progress(done: number, total: number, label: string): void
}

/** Often enough to look alive, seldom enough not to flood the window. */
const PROGRESS_EVERY_MS = 80

export function jobs(announce: (event: ServiceEvent) => void): Jobs {
  const running = new Map<string, AbortController>()
  return {
    async run(job, task) {
      const controller = new AbortController()
      if (job) running.set(job, controller)
      let last = 0
      try {
        return await task({
          signal: controller.signal,
          progress(done, total, label) {
            const now = Date.now()
            if (!job || (now - last < PROGRESS_EVERY_MS && done < total)) return
            last = now
            announce({ type: 'progress', job, done, total, label })
          },
        })
      } finally {
        if (job && running.get(job) === controller) {
          running.delete(job)
          announce({ type: 'ended', job })
        }
      }
    },
    cancel: (job) => running.get(job)?.abort(),
    cancelAll() {
      for (const controller of running.values()) controller.abort()
    },
  }
}
