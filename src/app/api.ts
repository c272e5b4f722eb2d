import {
  type Query,
  QueryClient,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import type { Failure, Input, Moved, Output, Procedure } from '../../preload/contract.ts'
import type { Written } from '../../preload/types.ts'
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

/** Answers about what this person likes to see, which the record does not hold. */
const ABOUT_SETTINGS: ReadonlySet<Procedure> = new Set(['settings.get', 'views.list'])

/**
 * Answers that no entry moves: what ships with Accord, what a frozen record says, and how sharing
 * stands, which says so itself. Any other is asked for again when the record moves.
 */
const STILL: ReadonlySet<Procedure> = new Set([
  ...ABOUT_SETTINGS,
  'catalogue.get',
  'metrics.areas',
  'reports.compare',
  'reports.figure',
  'reports.figures',
  'reports.section',
  'reports.verify',
  'sync.log',
  'sync.refused',
  'sync.status',
])

/** Asks again for everything on show that may say something else now. */
export function invalidate(what: Moved): void {
  invalidateWhere(({ queryKey }) => {
    const procedure = queryKey[0] as Procedure
    if (what === 'settings') return ABOUT_SETTINGS.has(procedure)
    return what === 'everything' || !STILL.has(procedure)
  })
}

/** Asks again for everything on show that `isStale` picks. */
function invalidateWhere(isStale: (query: Query) => boolean): void {
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
