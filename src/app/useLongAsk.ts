import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Input, Output, Procedure } from '../../preload/contract.ts'
import type { Progress } from '../ui/JobProgress.tsx'
import { type AskError, ask } from './api.ts'
import { useJob } from './useJob.ts'

/** Calls whose answer can take long: they say how far they have come, and can be stopped. */
type LongProcedure = {
  [P in Procedure]: 'job' extends keyof Input<P> ? P : never
}[Procedure]

export interface LongAsk<T> {
  query: UseQueryResult<T, AskError>
  progress: Progress | null
  cancel: () => void
}

/** Asks for something that can take long, once; the query's key is `[procedure, input]`. */
export function useLongAsk<P extends LongProcedure>(
  procedure: P,
  input: Omit<Input<P>, 'job'>,
): LongAsk<Output<P>> {
  const { start, progress, cancel } = useJob()
  const query = useQuery<Output<P>, AskError>({
    queryKey: [procedure, input],
    queryFn: () => ask(procedure, { ...input, job: start() } as Input<P>),
  })
  return { query, progress, cancel }
}
