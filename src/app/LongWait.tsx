import { JobProgress } from '../ui/JobProgress.tsx'
import { ErrorState, Loading } from '../ui/states.tsx'
import type { LongAsk } from './useLongAsk.ts'

interface Props {
  /** What is being done meanwhile, such as "Comparing the figures". */
  label: string
  asked: LongAsk<unknown>
}

/** Stands for an answer that has not come yet: how far it is, with the way to stop it, or why not. */
export function LongWait({ label, asked: { query, progress, cancel } }: Props) {
  if (query.error !== null && !query.isFetching)
    return <ErrorState error={query.error} retry={query.refetch} />
  // What is quick says nothing of how far it is, and must not flash.
  if (progress === null) return <Loading label={label} />
  return <JobProgress label={label} progress={progress} onCancel={cancel} />
}
