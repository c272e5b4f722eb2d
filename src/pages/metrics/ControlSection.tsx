import { useMemo } from 'react'
import { type Milestone, xmrPicture } from '../../../charts/specs/xmr.ts'
import type { SpcChart } from '../../../domain/metrics/spc.ts'
import type { LinkedAction, MetricChart, MetricDetail } from '../../../preload/metrics-types.ts'
import { useAsk } from '../../app/api.ts'
import { Chart } from '../../charts/Chart.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Select } from '../../ui/Select.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { chartInput, groupOf, useMetricView } from './useMetricView.ts'
import { useSaveTable } from './useSaveTable.ts'
import { AssuranceMark, VariationMark } from './VerdictMark.tsx'

interface Props {
  detail: MetricDetail
  /** ONS code of the area that is looked at. */
  area: string
  milestones: readonly Milestone[]
}

/** The process control chart of one area, what it says, and the choices that change its limits. */
export function ControlSection({ detail, area, milestones }: Props) {
  const [view, setView] = useMetricView()
  const saveTable = useSaveTable()
  const chart = useAsk('metrics.chart', chartInput(detail.definition.id, area, view), {
    placeholderData: (before) => before,
  })
  const data = chart.data
  const picture = useMemo(
    () =>
      data && hasChart(data)
        ? xmrPicture({ definition: detail.definition, data, milestones })
        : null,
    [data, detail.definition, milestones],
  )
  if (chart.isError) return <ErrorState error={chart.error} retry={chart.refetch} />
  if (data === undefined) return <Loading label="Working out the limits" />

  const periods = data.series.points.map(({ period }) => period)
  return (
    <section aria-labelledby="control" className="metric-section">
      <h2 id="control">Is it changing?</h2>
      {data.verdict && (
        <div className="metric-verdicts">
          <p>
            <VariationMark verdict={data.verdict} quiet /> {data.verdict.variationText}
          </p>
          {data.verdict.assuranceText !== '' && (
            <p>
              <AssuranceMark verdict={data.verdict} /> {data.verdict.assuranceText}
            </p>
          )}
        </div>
      )}
      {picture === null ? (
        <p className="why-not">{data.whyNot ?? 'There are no values to chart.'}</p>
      ) : (
        <>
          <Chart
            picture={picture}
            onSaveCsv={() =>
              saveTable({
                table: 'series',
                metric: detail.definition.id,
                ...groupOf(view),
                areas: [area],
              })
            }
            note={<ChartNotes data={data} />}
          />
          <div className="metric-options">
            <Checkbox
              isSelected={view.screen !== 'off'}
              onChange={(on) => setView({ screen: on ? undefined : 'off' })}
            >
              Leave outlying jumps out of the limits (off, as in the national Excel tool)
            </Checkbox>
            <Select
              label="New limits from"
              options={[
                { id: 'none', text: 'One set of limits' },
                ...periods.slice(1).map((period) => ({ id: period, text: period })),
              ]}
              value={view.rebase ?? 'none'}
              onChange={(id) => setView({ rebase: id === 'none' ? undefined : id })}
            />
            <Select
              label="Limits rest on values up to"
              options={[
                { id: 'none', text: 'The latest' },
                ...periods.slice(1, -1).map((period) => ({ id: period, text: period })),
              ]}
              value={view.lock ?? 'none'}
              onChange={(id) => setView({ lock: id === 'none' ? undefined : id })}
            />
          </div>
        </>
      )}
    </section>
  )
}

function hasChart(data: MetricChart): data is MetricChart & { chart: SpcChart } {
  return data.chart !== null
}

function ChartNotes({ data }: { data: MetricChart }) {
  const warnings = data.chart?.warnings ?? []
  return (
    <>
      {warnings.map((warning) => (
        <span key={warning}>{warning} </span>
      ))}
      {data.forecast && (
        <span>
          Forecast for {data.forecast.period.label}: {data.forecast.method}{' '}
        </span>
      )}
      {data.outlook === 'expected-to-miss' && (
        <Tag tone="attention">Expected to miss the target</Tag>
      )}
      {data.outlook === 'expected-to-meet' && <Tag>Expected to meet the target</Tag>}
    </>
  )
}

/** What was done when, numbered in order of time, for the axis and for the list under it. */
export function milestonesOf(
  actions: readonly LinkedAction[],
): (Milestone & { action: LinkedAction; to: string | null; byName: string })[] {
  return actions
    .flatMap((action) =>
      action.milestones.map(({ at, to, byName }) => ({ at, to, byName, action })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map((milestone, i) => ({ ...milestone, number: i + 1 }))
}
