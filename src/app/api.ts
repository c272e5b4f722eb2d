import {
  type Query,
  QueryClient,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import type { Failure, Input, Output, Procedure } from '../../preload/contract.ts'
import type { Table, Written } from '../../preload/types.ts'
import { bridge } from '../bridge/bridge.ts'
import { askAboutNumber } from './number-question.ts'
import { toast } from './toast.tsx'
import { undoBatch } from './undo.ts'

/** The service refused or failed; the message is ready to show. */
export class AskError extends Error {
  readonly code: Failure['code']

  constructor(code: AskError['code'], message: string) {
    super(message)
    this.name = 'AskError'
    this.code = code
  }
}

/** Asks the service; throws `AskError` with a message to show. */
export async function ask<P extends Procedure>(procedure: P, input: Input<P>): Promise<Output<P>> {
  let answer = await bridge.call(procedure, input)
  // Nothing typed is lost: the same call goes again once the person has said what the number is.
  while (!answer.ok && answer.error.code === 'unsure-number') {
    if (!(await askAboutNumber(answer.error.message))) break
    const kept = await bridge.call('text.keepNumber', {})
    if (!kept.ok || !kept.value.kept) break
    answer = await bridge.call(procedure, input)
  }
  if (!answer.ok) throw new AskError(answer.error.code, answer.error.message)
  return answer.value
}

export const queryClient = new QueryClient({
  defaultOptions: {
    // The service is on this computer and says when something moved: nothing goes stale by itself.
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

/** Tables each reading procedure draws on: when one moves, its answers are asked for again. */
const READS: Partial<Record<Procedure, readonly Table[]>> = {
  'app.state': ['record', 'systems', 'settings'],
  'record.info': ['record', 'register', 'owners'],
  'record.backups': ['record'],
  'catalogue.reportStatus': ['report'],
  'catalogue.caseStudies': ['report'],
  'systems.list': ['systems'],
  'systems.mergers': ['systems'],
  'register.list': ['register', 'owners', 'systems', 'report'],
  'register.attention': ['register', 'owners', 'systems'],
  'register.matrix': ['register', 'systems'],
  'register.summary': ['register', 'systems'],
  'action.get': ['register', 'owners', 'systems', 'report'],
  'conflicts.list': ['register', 'owners', 'strategies', 'reports', 'workshops', 'metrics'],
  'undo.state': ['register', 'owners', 'systems', 'workshops', 'strategies', 'reports'],
  'metrics.list': ['metrics', 'systems'],
  'metrics.get': ['metrics', 'systems'],
  'metrics.series': ['metrics', 'systems'],
  'metrics.chart': ['metrics', 'systems'],
  'metrics.sideBySide': ['metrics', 'systems'],
  'metrics.gaps': ['metrics', 'systems'],
  'metrics.actions': ['metrics', 'register'],
  'metrics.scorecard': ['metrics', 'systems'],
  'metrics.region': ['metrics', 'systems'],
  'metrics.warnings': ['metrics', 'systems'],
  'workshops.list': ['workshops', 'register', 'systems'],
  'workshops.session': [
    'workshops',
    'strategies',
    'register',
    'metrics',
    'owners',
    'systems',
    'report',
  ],
  'workshops.suggest': ['workshops', 'strategies', 'register', 'metrics', 'owners', 'systems'],
  'workshops.proposals': ['workshops', 'register', 'owners', 'systems'],
  'workshops.attendance': ['workshops', 'systems'],
  'workshops.log': ['workshops', 'register', 'owners', 'systems'],
  'workshops.document': ['workshops', 'strategies', 'register', 'metrics', 'owners', 'systems'],
  'strategies.list': ['strategies', 'register', 'systems'],
  'strategies.get': ['strategies', 'register', 'owners', 'systems'],
  'strategies.text': ['strategies'],
  'strategies.version': ['strategies'],
  'live.resolve': ['strategies', 'register', 'metrics', 'workshops', 'owners', 'systems', 'report'],
  'practice.list': ['strategies', 'report', 'systems'],
  'practice.network': ['strategies', 'register', 'systems', 'report'],
  'priorities.list': ['strategies'],
  'priorities.matrix': ['strategies', 'systems'],
  'reports.list': ['reports', 'systems'],
  'reports.get': ['reports', 'systems'],
  'challenges.list': ['reports'],
  'checklist.rounds': ['reports', 'systems'],
  'checklist.results': ['reports'],
  'owners.list': ['owners', 'register'],
  'owners.chase': ['owners', 'register'],
  search: ['register', 'owners', 'strategies', 'report', 'systems'],
  'settings.get': ['settings'],
  'views.list': ['settings'],
}

/** Asks again for everything on show that draws on one of the tables. */
export function invalidateTables(tables: readonly Table[]): void {
  invalidateWhere(
    ({ queryKey }) =>
      READS[queryKey[0] as Procedure]?.some((table) => tables.includes(table)) ?? false,
  )
}

/** Asks again for everything on show that `isStale` picks. */
export function invalidateWhere(isStale: (query: Query) => boolean = () => true): void {
  // A first answer that is on its way may be of before the change: it is asked for again once it came.
  for (const query of queryClient.getQueryCache().findAll({ predicate: isStale })) {
    const { data, fetchStatus } = query.state
    if (data !== undefined || fetchStatus !== 'fetching' || awaited.has(query)) continue
    awaited.add(query)
    const again = () => {
      awaited.delete(query)
      void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })
    }
    query.promise?.then(again, () => awaited.delete(query))
  }
  void queryClient.invalidateQueries({ predicate: isStale })
}
const awaited = new WeakSet<Query>()

type AskOptions<P extends Procedure> = Omit<
  UseQueryOptions<Output<P>, AskError>,
  'queryKey' | 'queryFn'
>

/** Asks and keeps the answer fresh. The query's key is `[procedure, input]`. */
export function useAsk<P extends Procedure>(
  procedure: P,
  input: Input<P>,
  options?: AskOptions<P>,
): UseQueryResult<Output<P>, AskError> {
  return useQuery<Output<P>, AskError>({
    queryKey: [procedure, input],
    queryFn: () => ask(procedure, input),
    ...options,
  })
}

function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null && 'batch' in value && 'said' in value
}

/** Says in a toast what was written, with the way back where there is something to take back. */
export function sayWritten({ said, batch, entries }: Written): void {
  toast({
    text: said,
    kind: 'written',
    ...(entries > 0 && { action: { label: 'Undo', run: () => undoBatch(batch) } }),
  })
}

/**
 * A mutation: `.mutate(input)`. A failure shows its message as a toast; what was written is said
 * in a toast that can take it back. `quiet` leaves the saying to the caller.
 */
export function useTell<P extends Procedure>(
  procedure: P,
  { quiet = false }: { quiet?: boolean } = {},
): UseMutationResult<Output<P>, AskError, Input<P>> {
  return useMutation<Output<P>, AskError, Input<P>>({
    mutationKey: [procedure],
    mutationFn: (input) => ask(procedure, input),
    onSuccess: (value) => {
      if (!quiet && isWritten(value)) sayWritten(value)
    },
    onError: (error) => {
      if (!quiet && error.code !== 'cancelled') toast({ text: error.message, level: 'problem' })
    },
  })
}
