import { range, withUnit } from '../../../charts/specs/values.ts'
import type { MetricDefinition } from '../../../domain/metrics/definitions.ts'
import type { Point, SideBySide } from '../../../preload/metrics-types.ts'
import { formatMoment, formatNumber } from '../../ui/format.ts'
import { StandingMark } from './StandingMark.tsx'

interface Props {
  definition: MetricDefinition
  /** The system's; undefined while it is not known. */
  row: SideBySide['rows'][number] | undefined
  england: Point | null
  areaName: string
}

const CHANGE_WORDS = {
  better: 'Better than the period before',
  worse: 'Worse than the period before',
  higher: 'Higher than the period before',
  lower: 'Lower than the period before',
  similar: 'Similar to the period before',
  'not-compared': 'Not compared with the period before',
} as const

/** The latest value with its denominator, how it stands, and where it came from. */
export function LatestValue({ definition, row, england, areaName }: Props) {
  const point = row?.point
  return (
    <dl className="metric-latest" aria-live="polite">
      <div>
        <dt>
          {areaName}
          {point ? `, ${point.period}` : ''}
        </dt>
        <dd>
          <strong>{withUnit(point?.value, definition.unit)}</strong>
          {point && point.lower95 !== null && (
            <span className="quiet"> 95% limits {range(point.lower95, point.upper95)}</span>
          )}
        </dd>
        {point && (
          <dd className="quiet">
            {point.count !== null && point.denominator !== null
              ? `${formatNumber(point.count)} of ${formatNumber(point.denominator)} · `
              : ''}
            {sourceText(point)}
          </dd>
        )}
      </div>
      <div>
        <dt>England{england ? `, ${england.period}` : ''}</dt>
        <dd>
          <strong>{withUnit(england?.value, definition.unit)}</strong>
        </dd>
        {row && (
          <dd>
            <StandingMark comparison={row.comparison} />
            <span className="quiet"> {row.comparison.rule}</span>
          </dd>
        )}
      </div>
      {row && row.change.standing !== 'not-compared' && (
        <div>
          <dt>Since the period before</dt>
          <dd>
            <strong>{CHANGE_WORDS[row.change.standing]}</strong>
          </dd>
          <dd className="quiet">{row.change.rule}</dd>
        </div>
      )}
    </dl>
  )
}

/** Where a value came from, in a line. */
function sourceText({ source }: Point): string {
  const row = source.row === null ? '' : `, row ${source.row}`
  const who = source.byName === null ? '' : `, ${source.byName}`
  const when = source.at === null ? '' : `, ${formatMoment(source.at)}`
  return `From ${source.source}${row}${who}${when}`
}
