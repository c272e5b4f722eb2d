import { useMemo, useState } from 'react'
import { mapPicture } from '../../../charts/specs/map.ts'
import { rankedPicture } from '../../../charts/specs/ranked.ts'
import { BOUNDARIES_NOTICE } from '../../../domain/areas/notice.ts'
import type { MetricDefinition } from '../../../domain/metrics/definitions.ts'
import { useAsk } from '../../app/api.ts'
import { Chart } from '../../charts/Chart.tsx'
import { Select } from '../../ui/Select.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { useBoundaries } from './useBoundaries.ts'
import { groupOf, useMetricView } from './useMetricView.ts'
import { useSaveTable } from './useSaveTable.ts'

interface Props {
  definition: MetricDefinition
  /** ONS code of the area to pick out. */
  area: string
}

/** Systems, or councils, in one period: ranked with intervals, and systems on the map as well. */
export function SideBySideSection({ definition, area }: Props) {
  const [view, setView] = useMetricView()
  const saveTable = useSaveTable()
  const boundaries = useBoundaries()
  const [areas, setAreas] = useState<'systems' | 'local-authorities'>('systems')
  const input = {
    metric: definition.id,
    ...groupOf(view),
    areas,
    ...(view.period === undefined ? {} : { period: view.period }),
  }
  const sideBySide = useAsk('metrics.sideBySide', input, { placeholderData: (before) => before })
  const data = sideBySide.data
  const ranked = useMemo(
    () => data && rankedPicture({ definition, data, area }),
    [data, definition, area],
  )
  const map = useMemo(
    () =>
      data && boundaries.data
        ? mapPicture({ definition, data, boundaries: boundaries.data, area })
        : undefined,
    [data, definition, boundaries.data, area],
  )
  if (sideBySide.isError) return <ErrorState error={sideBySide.error} retry={sideBySide.refetch} />
  if (data === undefined || ranked === undefined) return <Loading label="Comparing the systems" />

  const save = () => saveTable({ table: 'side-by-side', ...input })
  return (
    <section aria-labelledby="side-by-side" className="metric-section">
      <div className="metric-section-head">
        <h2 id="side-by-side">Side by side</h2>
        <Select
          label="Areas"
          options={[
            { id: 'systems', text: 'Systems' },
            { id: 'local-authorities', text: 'Councils' },
          ]}
          value={areas}
          onChange={setAreas}
        />
        {data.periods.length > 0 && (
          <Select
            label="Period"
            options={data.periods.toReversed().map((period) => ({ id: period, text: period }))}
            value={data.period}
            onChange={(period) => setView({ period })}
          />
        )}
      </div>
      {data.rows.every(({ point }) => point === null) ? (
        <p className="quiet">
          No {areas === 'systems' ? 'system' : 'council'} has a value
          {data.period === '' ? '' : ` in ${data.period}`} for this group.
        </p>
      ) : areas === 'local-authorities' ? (
        <Chart picture={ranked} onSaveCsv={save} />
      ) : (
        <div className="metric-pair metric-pair-map">
          <Chart picture={ranked} onSaveCsv={save} />
          {map ? (
            <Chart picture={map} onSaveCsv={save} note={BOUNDARIES_NOTICE} />
          ) : boundaries.isError ? (
            <ErrorState error={boundaries.error} retry={boundaries.refetch} />
          ) : (
            <Loading label="Opening the map" />
          )}
        </div>
      )}
    </section>
  )
}
