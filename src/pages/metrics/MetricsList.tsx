import { Link } from '@tanstack/react-router'
import { bare, withUnit } from '../../../charts/specs/values.ts'
import { type MetricDefinition, QUADRANTS } from '../../../domain/metrics/definitions.ts'
import type { RegionOverview } from '../../../preload/metrics-types.ts'
import { useApp } from '../../app/state.tsx'
import { Sparkline } from '../../charts/Sparkline.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { plural } from '../../ui/format.ts'
import { EmptyState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useKept } from '../shared/kept.ts'
import { StandingMark } from './StandingMark.tsx'
import { VariationMark } from './VerdictMark.tsx'
import { QUADRANT_WORDS, STALENESS_WORDS } from './words.ts'

type RegionMetric = RegionOverview['metrics'][number]
type Quadrant = MetricDefinition['quadrant']

/** Every metric by quadrant: where this system stands, and the course of all systems beside it. */
export function MetricsList({ region }: { region: RegionOverview }) {
  const { ics, systemName } = useApp()
  const [words, setWords] = useKept('metrics.words', '')
  const [quadrant, setQuadrant] = useKept<Quadrant | null>('metrics.quadrant', null)
  const [isOnlyKnown, setIsOnlyKnown] = useKept('metrics.known', false)
  const at = region.systems.findIndex(({ ods }) => ods === ics)
  const shown = region.metrics.filter(
    (metric) =>
      (quadrant === null || metric.definition.quadrant === quadrant) &&
      matches(metric.definition, words) &&
      (!isOnlyKnown || metric.cells.some(({ latest }) => latest !== null)),
  )
  return (
    <>
      <div className="metrics-filter">
        <TextField
          label="Find a metric"
          hideLabel
          placeholder="Find by name, words or theme"
          value={words}
          onChange={setWords}
        />
        <Choices
          label="Quadrant"
          choices={[
            { id: null, text: 'All quadrants' },
            ...QUADRANTS.map((id) => ({ id, text: QUADRANT_WORDS[id] })),
          ]}
          value={quadrant}
          onChange={(id) => setQuadrant(quadrant === id ? null : id)}
        />
        <Checkbox isSelected={isOnlyKnown} onChange={setIsOnlyKnown}>
          Only with values of systems
        </Checkbox>
        <p role="status" className="quiet">
          {shown.length < region.metrics.length &&
            `${shown.length} of ${plural(region.metrics.length, 'metric')}`}
        </p>
      </div>
      {shown.length === 0 && (
        <EmptyState title="No metric fits">Nothing matches all that you asked for.</EmptyState>
      )}
      {QUADRANTS.map((id) => (
        <QuadrantTable
          key={id}
          quadrant={id}
          metrics={shown.filter(({ definition }) => definition.quadrant === id)}
          region={region}
          at={at}
          systemName={systemName(ics)}
        />
      ))}
    </>
  )
}

function matches({ name, explanation, tags, source }: MetricDefinition, words: string): boolean {
  const text = [name, explanation, ...tags, source.name, source.indicator ?? '']
    .join(' ')
    .toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

interface TableProps {
  quadrant: Quadrant
  metrics: readonly RegionMetric[]
  region: RegionOverview
  /** Place of the system on show among the region's. */
  at: number
  systemName: string
}

function QuadrantTable({ quadrant, metrics, region, at, systemName }: TableProps) {
  if (metrics.length === 0) return null
  return (
    <section aria-labelledby={`quadrant-${quadrant}`} className="metric-section">
      <h2 id={`quadrant-${quadrant}`}>{QUADRANT_WORDS[quadrant]}</h2>
      <table className="plain-table metrics-table">
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col" className="number">
              {systemName}
            </th>
            <th scope="col" className="number">
              England
            </th>
            <th scope="col">Beside England</th>
            <th scope="col">Over time</th>
            <th scope="col">
              Variation now in each system
              <span className="metrics-strip">
                {region.systems.map(({ ods, name }, i) => (
                  <abbr key={ods} title={name} className={i === at ? 'metrics-own' : undefined}>
                    {initials(name)}
                  </abbr>
                ))}
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {metrics.map((metric) => (
            <MetricLine key={metric.definition.id} metric={metric} region={region} at={at} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface LineProps {
  metric: RegionMetric
  region: RegionOverview
  /** Place of the system on show among the region's. */
  at: number
}

function MetricLine({ metric, region, at }: LineProps) {
  const { ics } = useApp()
  const cell = metric.cells[at]
  const { definition, england, cells } = metric
  const known = cells.filter(({ latest }) => latest !== null).length
  return (
    <tr>
      <th scope="row">
        <Link to="/metrics/$metric" params={{ metric: definition.id }} search={{ ics }}>
          {definition.name}
        </Link>
        {definition.unit !== '%' && <span className="metrics-period">{definition.unit}</span>}
      </th>
      <td className="number">
        {cell?.latest ? (
          <>
            {inColumn(cell.latest.value, definition.unit)}
            <span className="metrics-period">
              {cell.latest.period}
              {cell.staleness === 'stale' && ` · ${STALENESS_WORDS.stale.toLowerCase()}`}
            </span>
          </>
        ) : (
          <span className="quiet">No values</span>
        )}
      </td>
      <td className="number">
        {england ? inColumn(england.value, definition.unit) : <span className="quiet">–</span>}
        {england && <span className="metrics-period">{england.period}</span>}
      </td>
      <td>{cell?.latest && <StandingMark comparison={cell.comparison} />}</td>
      <td>
        {cell && cell.spark.length > 0 && (
          <Sparkline values={cell.spark.map(({ value }) => value)} />
        )}
        {cell?.verdict && <VariationMark verdict={cell.verdict} />}
      </td>
      <td>
        {known === 0 ? (
          <span className="quiet">None has values</span>
        ) : (
          <ul className="metrics-strip">
            {region.systems.map(({ ods, name }, i) => {
              const other = cells[i]
              return (
                <li
                  key={ods}
                  className={i === at ? 'metrics-own' : undefined}
                  title={`${name}: ${cellWords(other, definition.unit)}`}
                >
                  <span className="visually-hidden">{name}: </span>
                  {other?.verdict ? (
                    <VariationMark verdict={other.verdict} quiet />
                  ) : (
                    <span className="metrics-none">
                      <span aria-hidden="true">–</span>
                      <span className="visually-hidden">
                        {other?.latest ? 'not judged' : 'no values'}
                      </span>
                    </span>
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </td>
    </tr>
  )
}

/** Longer units stand once, under the metric's name. */
function inColumn(value: number | null, unit: string): string {
  return unit === '%' ? withUnit(value, unit) : bare(value)
}

/** The letters a long name is known by: `LLR` of Leicester, Leicestershire and Rutland. */
function initials(name: string): string {
  return name.replaceAll(/[^A-Z]/g, '')
}

function cellWords(cell: RegionMetric['cells'][number] | undefined, unit: string): string {
  if (!cell?.latest) return 'no values'
  const value = `${withUnit(cell.latest.value, unit)} in ${cell.latest.period}`
  return cell.verdict ? `${value}. ${cell.verdict.variationText}` : value
}
