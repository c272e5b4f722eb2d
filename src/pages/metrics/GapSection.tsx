import { useMemo, useState } from 'react'
import { gapGroupsPicture } from '../../../charts/specs/gap-groups.ts'
import {
  GAP_MEASURE_WORDS,
  GAP_MEASURES,
  gapIndexPicture,
  hasGap,
} from '../../../charts/specs/gap-index.ts'
import type { MetricDetail } from '../../../preload/metrics-types.ts'
import { useAsk } from '../../app/api.ts'
import { Chart } from '../../charts/Chart.tsx'
import { Select } from '../../ui/Select.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { groupOf, useMetricView } from './useMetricView.ts'
import { useSaveTable } from './useSaveTable.ts'

interface Props {
  detail: MetricDetail
  /** ONS code of the area that is looked at. */
  area: string
}

const DIRECTION_WORDS = {
  widening: 'The gap is widening.',
  narrowing: 'The gap is narrowing.',
  'no-clear-change': 'The gap shows no clear change.',
} as const

/** How far groups are apart, by deprivation or otherwise, and how that moves. */
export function GapSection({ detail, area }: Props) {
  const [view, setView] = useMetricView()
  const types = detail.categoryTypes
  const by =
    types.find(({ type }) => type === view.by) ??
    types.find(({ deprivation }) => deprivation !== null) ??
    types[0]
  return (
    <section aria-labelledby="gap" className="metric-section">
      <div className="metric-section-head">
        <h2 id="gap">How wide is the gap?</h2>
        {by && (
          <Select
            label="Between groups by"
            options={types.map(({ type }) => ({ id: type, text: type }))}
            value={by.type}
            onChange={(type) => setView({ by: type })}
          />
        )}
      </div>
      {by ? (
        <Gaps detail={detail} area={area} categoryType={by.type} />
      ) : (
        <p className="quiet">
          There are no values by deprivation or by any other group. An import that has them, such as
          a Fingertips export with deprivation deciles, brings them here.
        </p>
      )}
    </section>
  )
}

function Gaps({ detail, area, categoryType }: Props & { categoryType: string }) {
  const [view] = useMetricView()
  const saveTable = useSaveTable()
  const [wanted, setWanted] = useState<(typeof GAP_MEASURES)[number]>('slope')
  const input = { metric: detail.definition.id, area, ...groupOf(view), categoryType }
  const gaps = useAsk('metrics.gaps', input)
  const data = gaps.data
  const measures = useMemo(
    () => (data ? GAP_MEASURES.filter((measure) => hasGap(data, measure)) : []),
    [data],
  )
  const measure = measures.includes(wanted) ? wanted : measures[0]
  const groups = useMemo(
    () => data && gapGroupsPicture({ definition: detail.definition, data }),
    [data, detail.definition],
  )
  const index = useMemo(
    () => data && measure && gapIndexPicture({ definition: detail.definition, data, measure }),
    [data, detail.definition, measure],
  )
  if (gaps.isError) return <ErrorState error={gaps.error} retry={gaps.refetch} />
  if (data === undefined || groups === undefined) return <Loading label="Measuring the gaps" />
  if (data.periods.length === 0) {
    return (
      <p className="quiet">
        {data.area.name} has no values by {categoryType}. They are often published for England
        alone: choose another area at the top of the page.
      </p>
    )
  }
  const save = () => saveTable({ table: 'gaps', ...input })
  return (
    <>
      {data.trend && (
        <p>
          <strong>{DIRECTION_WORDS[data.trend.direction]}</strong> {data.trend.text}{' '}
          <span className="quiet">{data.trend.rule}</span>
        </p>
      )}
      <div className="metric-pair">
        <Chart picture={groups} onSaveCsv={save} />
        {index ? (
          <Chart
            picture={index}
            onSaveCsv={save}
            controls={
              <Select
                label="Measure of the gap"
                hideLabel
                options={measures.map((id) => ({ id, text: GAP_MEASURE_WORDS[id] }))}
                value={measure ?? null}
                onChange={setWanted}
              />
            }
          />
        ) : (
          <p className="quiet">
            No measure of the gap can be worked out.{' '}
            {data.periods.findLast((period) => period.whyNoInequality)?.whyNoInequality}
          </p>
        )}
      </div>
    </>
  )
}
