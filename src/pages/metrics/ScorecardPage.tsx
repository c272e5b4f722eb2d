import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { range, withUnit } from '../../../charts/specs/values.ts'
import type { Scorecard, ScorecardRow } from '../../../preload/metrics-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Sparkline } from '../../charts/Sparkline.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useKept } from '../shared/kept.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { StandingMark } from './StandingMark.tsx'
import { useSaveTable } from './useSaveTable.ts'
import { AssuranceMark, VariationMark } from './VerdictMark.tsx'
import { QUADRANT_WORDS, STALENESS_WORDS } from './words.ts'
import '../shared/pages.css'
import './metrics.css'

const FILTERS = {
  all: { text: 'Everything', keeps: () => true },
  special: {
    text: 'Special cause',
    keeps: isSpecial,
  },
  target: { text: 'With a target', keeps: (row: ScorecardRow) => row.target !== null },
  stale: { text: 'Overdue values', keeps: (row: ScorecardRow) => row.staleness === 'stale' },
  missing: { text: 'No values', keeps: (row: ScorecardRow) => row.staleness === 'missing' },
} as const
type Filter = keyof typeof FILTERS

/** The balanced scorecard of the system on show: four quadrants, each metric with what rules say. */
export function ScorecardPage() {
  const { ics, systemName } = useApp()
  const scorecard = useAsk('metrics.scorecard', { ics })
  const title = `Scorecard of ${systemName(ics)}`
  if (!scorecard.isSuccess) {
    return <Waiting title={title} label="Making the scorecard" query={scorecard} />
  }
  return <ScorecardView title={title} scorecard={scorecard.data} />
}

function ScorecardView({ title, scorecard }: { title: string; scorecard: Scorecard }) {
  const saveTable = useSaveTable()
  const [filter, setFilter] = useKept<Filter>('scorecard.filter', 'all')
  const { ics } = scorecard
  const rows = scorecard.quadrants.flatMap((quadrant) => quadrant.rows)
  const count = (id: Filter) => rows.filter(FILTERS[id].keeps).length
  return (
    <Page
      title={title}
      subtitle={`${plural(rows.length, 'metric')} · ${count('special')} with a special cause · ${count('stale')} overdue · ${count('missing')} without values`}
      actions={
        <>
          <Link className="button button-standard" to="/metrics" search={{ ics }}>
            All metrics
          </Link>
          <Button onPress={() => saveTable({ table: 'scorecard', ics })}>Save as CSV</Button>
        </>
      }
    >
      <Choices
        label="Show only"
        choices={(Object.keys(FILTERS) as Filter[]).map((id) => ({
          id,
          text: FILTERS[id].text,
          count: count(id),
        }))}
        value={filter}
        onChange={setFilter}
        isOfPage
      />
      {count(filter) === 0 && (
        <EmptyState title="No metric fits">Choose another filter above.</EmptyState>
      )}
      <div className="scorecard">
        {scorecard.quadrants.map(({ quadrant, rows: own }) => (
          <QuadrantSection
            key={quadrant}
            ics={ics}
            title={QUADRANT_WORDS[quadrant]}
            total={own.length}
            rows={own.filter(FILTERS[filter].keeps)}
          />
        ))}
      </div>
    </Page>
  )
}

interface QuadrantProps {
  ics: string
  title: string
  /** Metrics of the quadrant, shown or not. */
  total: number
  rows: readonly ScorecardRow[]
}

/** One quadrant: special causes first, then the rest, and what has no values folded away. */
function QuadrantSection({ ics, title, total, rows }: QuadrantProps) {
  const id = useId()
  const known = rows.filter(({ staleness }) => staleness !== 'missing')
  const missing = rows.filter(({ staleness }) => staleness === 'missing')
  const sorted = known.toSorted((a, b) => Number(isSpecial(b)) - Number(isSpecial(a)))
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title}{' '}
        <span className="quiet numbers">
          {rows.length} of {total}
        </span>
      </h2>
      <ul className="scorecard-rows">
        {sorted.map((row) => (
          <ScorecardLine key={row.definition.id} ics={ics} row={row} />
        ))}
      </ul>
      {missing.length > 0 && (
        <details open={known.length === 0}>
          <summary>{plural(missing.length, 'metric')} without values</summary>
          <ul className="scorecard-rows">
            {missing.map((row) => (
              <ScorecardLine key={row.definition.id} ics={ics} row={row} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function isSpecial({ verdict }: ScorecardRow): boolean {
  return verdict !== null && verdict.variation !== 'common-cause'
}

function ScorecardLine({ ics, row }: { ics: string; row: ScorecardRow }) {
  const { definition, latest, england, verdict, target } = row
  return (
    <li>
      <div className="scorecard-name">
        <Link to="/metrics/$metric" params={{ metric: definition.id }} search={{ ics }}>
          {definition.name}
        </Link>
        {row.staleness === 'stale' && <Tag tone="attention">{STALENESS_WORDS.stale}</Tag>}
      </div>
      {latest ? (
        <>
          <div className="scorecard-value">
            <strong>{withUnit(latest.value, definition.unit)}</strong>{' '}
            <span className="quiet">
              {latest.period}
              {latest.lower95 !== null && ` · ${range(latest.lower95, latest.upper95)}`}
              {england && ` · England ${withUnit(england.value, definition.unit)}`}
            </span>
          </div>
          <Sparkline values={row.spark.map(({ value }) => value)} />
          <div className="scorecard-marks">
            {verdict && <VariationMark verdict={verdict} />}
            {verdict && <AssuranceMark verdict={verdict} />}
            <StandingMark comparison={row.comparison} />
            {target && (
              <span className="quiet">
                Target {withUnit(target.value, definition.unit)} by {target.period}
              </span>
            )}
          </div>
          <p className="scorecard-text">
            {isSpecial(row) ? verdict?.variationText : row.whyNot}
            {row.staleness === 'stale' && ` ${row.stalenessText}`}
          </p>
        </>
      ) : (
        <p className="scorecard-text">{row.stalenessText}</p>
      )}
    </li>
  )
}
