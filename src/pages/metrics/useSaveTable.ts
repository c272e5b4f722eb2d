import type { Input } from '../../../preload/contract.ts'
import { useTell } from '../../app/api.ts'
import { keepFile } from '../../app/keep-file.ts'
import { plural } from '../../ui/format.ts'

export type MetricTable = Input<'metrics.export'>['of']

/** Saves a table as CSV, with small counts hidden, and says how many were. */
export function useSaveTable(): (of: MetricTable) => void {
  const make = useTell('metrics.export')
  return (of) =>
    make.mutate(
      { of },
      {
        onSuccess: (file) =>
          keepFile(
            file,
            file.suppressed > 0 ? `${plural(file.suppressed, 'small count')} left out.` : '',
          ),
      },
    )
}
