import type { ServiceEvent } from '../../preload/contract.ts'

export interface Jobs {
  /**
   * Runs a long task under the caller's name for it, so that it can be followed and cancelled. Two
   * windows may have begun one of the same name: they are cancelled together.
   */
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
  const running = new Map<string, Set<AbortController>>()
  const begin = (job: string, controller: AbortController) =>
    running.set(job, (running.get(job) ?? new Set()).add(controller))
  const end = (job: string, controller: AbortController) => {
    const left = running.get(job)
    left?.delete(controller)
    if (left?.size !== 0) return
    running.delete(job)
    announce({ type: 'ended', job })
  }
  const abort = (controllers: Iterable<AbortController> = []) => {
    for (const controller of controllers) controller.abort()
  }
  return {
    async run(job, task) {
      const controller = new AbortController()
      if (job) begin(job, controller)
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
        if (job) end(job, controller)
      }
    },
    cancel: (job) => abort(running.get(job)),
    cancelAll() {
      for (const controllers of running.values()) abort(controllers)
    },
  }
}
