import { useMemo } from 'react'
import { multiplesPicture } from '../../../charts/specs/multiples.ts'
import { trendPicture } from '../../../charts/specs/trend.ts'
import type { Comparison } from '../../../domain/metrics/compare.ts'
import type { MetricDetail } from '../../../preload/metrics-types.ts'
import { useAsk } from '../../app/api.ts'
import { Chart } from '../../charts/Chart.tsx'
import { plural } from '../../ui/format.ts'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { groupOf, useMetricView } from './useMetricView.ts'
import { useSaveTable } from './useSaveTable.ts'

interface Props {
  detail: MetricDetail
  /** ONS code and name of the area that is looked at. */
  area: string
  areaName: string
  comparison: Comparison | undefined
}

/** One area over time beside England and the region, then every system in a frame of its own. */
export function TrendSection({ detail, area, areaName, comparison }: Props) {
  const [view] = useMetricView()
  const saveTable = useSaveTable()
  const { definition } = detail
  const series = useAsk('metrics.series', { metric: definition.id, ...groupOf(view) })
  const data = series.data
  const pictures = useMemo(
    () =>
      data && {
        trend: trendPicture({ definition, data, area, areaName, comparison }),
        multiples: multiplesPicture({ definition, data, area }),
      },
    [data, definition, area, areaName, comparison],
  )
  if (series.isError) return <ErrorState error={series.error} retry={series.refetch} />
  if (data === undefined || pictures === undefined) return <Loading label="Opening the values" />

  const save = () => saveTable({ table: 'series', metric: definition.id, ...groupOf(view) })
  return (
    <section aria-labelledby="trend" className="metric-section">
      <h2 id="trend">Over time</h2>
      {data.series.length === 0 ? (
        <p className="quiet">There are no values for this group.</p>
      ) : (
        <>
          <Chart picture={pictures.trend} onSaveCsv={save} />
          {data.series.some((each) => each.area.type === 'icb') && (
            <Chart picture={pictures.multiples} onSaveCsv={save} />
          )}
        </>
      )}
      {data.rollUpRefusals.length > 0 && (
        <details className="metric-refusals">
          <summary>
            {plural(data.rollUpRefusals.length, 'value')} could not be added up from councils
          </summary>
          <ul>
            {data.rollUpRefusals.map(({ area: code, period, reason }) => (
              <li key={`${code} ${period}`}>
                {period}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
