import { Link } from '@tanstack/react-router'
import type { EarlyWarning, EarlyWarnings } from '../../../preload/metrics-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { plural } from '../../ui/format.ts'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { useKept } from '../shared/kept.ts'
import { useSaveTable } from './useSaveTable.ts'

const KIND_WORDS: Record<EarlyWarning['kind'], string> = {
  'special-cause': 'Getting worse by a special cause',
  'widening-gap': 'Gap widening',
  'target-at-risk': 'Forecast to miss a target',
}
const KINDS = Object.keys(KIND_WORDS) as EarlyWarning['kind'][]

/** What to look at before it is late, each with the rule or method that says so. */
export function WarningsList() {
  const { ics, systemName } = useApp()
  const saveTable = useSaveTable()
  const [isOnlyHere, setIsOnlyHere] = useKept('warnings.here', false)
  const input = isOnlyHere ? { ics } : {}
  const warnings = useAsk('metrics.warnings', input)
  if (warnings.isError) return <ErrorState error={warnings.error} retry={warnings.refetch} />
  if (warnings.data === undefined) return <Loading label="Looking for early signs" />

  const { looked, notJudged, stale } = warnings.data
  return (
    <section aria-labelledby="warnings" className="metric-section">
      <div className="metric-section-head">
        <h2 id="warnings">Early warnings</h2>
        <Choices
          label="Systems"
          choices={[
            { id: false, text: 'All systems' },
            { id: true, text: systemName(ics) },
          ]}
          value={isOnlyHere}
          onChange={setIsOnlyHere}
        />
        <Button onPress={() => saveTable({ table: 'warnings', ...input })}>Save as CSV</Button>
      </div>
      <p className="quiet">
        {plural(looked, 'series', 'series')} looked at; {notJudged} had too few values to judge
        {stale > 0 && `, and ${stale} left out because no new value has come`}. A warning is a
        reason to look, not a verdict. The strongest stand first.
      </p>
      {warnings.data.warnings.length === 0 ? (
        <EmptyState title="No early warnings">
          No rule shows a special cause for the worse, a widening gap, or a target about to be
          missed.
        </EmptyState>
      ) : (
        KINDS.map((kind) => (
          <WarningsOfKind
            key={kind}
            kind={kind}
            warnings={warnings.data.warnings.filter((warning) => warning.kind === kind)}
            byChance={warnings.data.byChance.find((one) => one.kind === kind)}
          />
        ))
      )}
    </section>
  )
}

/** Chance alone flags some of many series, and a reader must know how many. */
function chanceWords({ judged, expected }: EarlyWarnings['byChance'][number]): string {
  const about = expected < 1 ? 'fewer than 1' : `about ${Math.round(expected)}`
  return `If nothing had changed anywhere, chance alone would flag ${about} of ${judged} judged.`
}

function WarningsOfKind({
  kind,
  warnings,
  byChance,
}: {
  kind: EarlyWarning['kind']
  warnings: EarlyWarning[]
  byChance: EarlyWarnings['byChance'][number] | undefined
}) {
  if (warnings.length === 0) return null
  return (
    <table className="plain-table metrics-warnings">
      <caption>
        {KIND_WORDS[kind]} <span className="quiet numbers">{warnings.length}</span>
        {byChance && <span className="quiet"> {chanceWords(byChance)}</span>}
      </caption>
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col">System</th>
          <th scope="col">Latest value</th>
          <th scope="col">What was seen</th>
          <th scope="col">Rule or method</th>
        </tr>
      </thead>
      <tbody>
        {warnings.map((warning) => (
          <tr key={`${warning.metric} ${warning.area} ${warning.text}`}>
            <th scope="row">
              <Link
                to="/metrics/$metric"
                params={{ metric: warning.metric }}
                search={{ ics: warning.ics }}
              >
                {warning.metricName}
              </Link>
            </th>
            <td>{warning.icsName}</td>
            <td>{warning.period}</td>
            <td>{warning.text}</td>
            <td className="quiet">{warning.method}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
