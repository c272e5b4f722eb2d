import { Worker } from 'node:worker_threads'

/** Work that can be long, on a thread of its own: one job after the other, each with a deadline. */
export interface OffThread<Job, Answer> {
  /**
   * @param ms time for this job, where it is another than usual
   * @throws when the job fails, takes too long, or needs too much memory
   */
  run(job: Job, ms?: number): Promise<Answer>
  /** Waits for what is under way. */
  close(): Promise<void>
}

export interface Deadline {
  /** Time for one job, in ms; then the thread is ended, and the next job gets a new one. */
  ms: number
  megabytes: number
}

/** What a thread answers to each job, which comes as a message. */
export type JobOutcome<Answer> = { answer: Answer } | { failed: string }

/** @param file a module that hears jobs on its parent port and posts a `JobOutcome` for each */
export function offThread<Job, Answer>(file: URL, deadline: Deadline): OffThread<Job, Answer> {
  let worker: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()

  function start(): Worker {
    const started = new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: deadline.megabytes },
    })
    started.unref()
    started.once('exit', () => {
      if (worker === started) worker = undefined
    })
    // Heard of by whoever waits for an answer; between jobs by nobody.
    started.on('error', () => {})
    return started
  }

  function one(job: Job, ms: number): Promise<Answer> {
    worker ??= start()
    const current = worker
    current.ref()
    return new Promise<Answer>((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer)
        current.off('message', hear)
        current.off('error', fail)
        current.off('exit', gone)
        current.unref()
        settle()
      }
      const hear = (outcome: JobOutcome<Answer>) =>
        end(() =>
          'answer' in outcome ? resolve(outcome.answer) : reject(new Error(outcome.failed)),
        )
      // Whatever went wrong, the next job gets a thread of its own.
      const fail = (error: Error) => {
        if (worker === current) worker = undefined
        end(() => reject(error))
        void current.terminate()
      }
      const gone = () => fail(new Error('The thread ended before its work was done.'))
      const timer = setTimeout(() => fail(new Error('The work took longer than it may.')), ms)
      current.on('message', hear)
      current.on('error', fail)
      current.on('exit', gone)
      current.postMessage(job)
    })
  }

  return {
    run(job, ms = deadline.ms) {
      const done = last.then(() => one(job, ms))
      last = done.catch(() => {})
      return done
    },
    async close() {
      await last
      await worker?.terminate()
    },
  }
}
