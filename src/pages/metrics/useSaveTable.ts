import type { Input } from '../../../preload/contract.ts'
import { useTell } from '../../app/api.ts'
import { bridge } from '../../app/bridge.ts'
import { toast } from '../../app/toast.tsx'
import { plural } from '../../ui/format.ts'

export type MetricTable = Input<'metrics.export'>['of']

/** Saves a table as CSV, with small counts hidden, and says how many were. */
export function useSaveTable(): (of: MetricTable) => void {
  const make = useTell('metrics.export')
  return (of) =>
    make.mutate(
      { of },
      {
        onSuccess: async (file) => {
          if (!(await bridge.keep(file))) return
          const hidden =
            file.suppressed > 0 ? ` ${plural(file.suppressed, 'small count')} left out.` : ''
          toast({ text: `${file.name} is saved.${hidden}` })
        },
      },
    )
}
