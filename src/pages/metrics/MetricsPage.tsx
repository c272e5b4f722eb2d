import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { MetricDefinition } from '../../../domain/metrics/definitions.ts'
import type { RegionOverview } from '../../../preload/metrics-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ViewChoices } from '../shared/ViewChoices.tsx'
import { Waiting } from '../shared/Waiting.tsx'
import { MetricsList } from './MetricsList.tsx'
import { SideBySideSection } from './SideBySideSection.tsx'
import { useSaveTable } from './useSaveTable.ts'
import { WarningsList } from './WarningsList.tsx'
import '../shared/pages.css'
import './metrics.css'

const VIEWS = [
  { id: 'all', text: 'All metrics' },
  { id: 'map', text: 'Map and ranking' },
  { id: 'warnings', text: 'Early warnings' },
] as const

/** The region: every metric in every system, one metric on the map, and what to look at early. */
export function MetricsPage() {
  const { ics, systems } = useApp()
  const region = useAsk('metrics.region', {})
  const { view = 'all' } = useSearch({ strict: false })
  const saveTable = useSaveTable()
  if (!region.isSuccess) {
    return <Waiting title="Metrics" label="Looking at every system" query={region} />
  }
  const withValues = region.data.metrics.filter((metric) => hasValues(metric)).length
  return (
    <Page
      title="Metrics"
      subtitle={`${plural(region.data.metrics.length, 'metric')}, ${withValues} with values, in ${plural(systems.length, 'system')}`}
      actions={
        <>
          <Link className="button button-standard" to="/metrics/system" search={{ ics }}>
            Scorecard of this system
          </Link>
          <Button onPress={() => saveTable({ table: 'region' })}>Save as CSV</Button>
          <Link className="button button-primary" to="/metrics/import" search={{ ics }}>
            Import values
          </Link>
        </>
      }
    >
      <ViewChoices views={VIEWS} view={view} />
      {view === 'all' && <MetricsList region={region.data} />}
      {view === 'map' && <MapView metrics={region.data.metrics} />}
      {view === 'warnings' && <WarningsList />}
    </Page>
  )
}

type RegionMetric = RegionOverview['metrics'][number]

function hasValues({ cells, england, midlands }: RegionMetric): boolean {
  return england !== null || midlands !== null || cells.some(({ latest }) => latest !== null)
}

/** One metric of the person's choice, ranked and on the map. */
function MapView({ metrics }: { metrics: readonly RegionMetric[] }) {
  const { ics, systems } = useApp()
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const choices = useMemo(
    () => metrics.filter(({ cells }) => cells.some(({ latest }) => latest !== null)),
    [metrics],
  )
  const chosen: MetricDefinition | undefined = (
    choices.find(({ definition }) => definition.id === search.of) ?? choices[0]
  )?.definition
  if (chosen === undefined) {
    return (
      <EmptyState
        title="No system has values yet"
        action={
          <Link className="button button-primary" to="/metrics/import" search={{ ics }}>
            Import values
          </Link>
        }
      >
        Import a Fingertips export, and its values stand here on the map and in rank.
      </EmptyState>
    )
  }
  return (
    <>
      <div className="metrics-choice">
        <ComboBox
          label="Metric"
          options={choices.map(({ definition }) => ({ id: definition.id, text: definition.name }))}
          value={chosen.id}
          onChange={(of) => {
            if (of === null) return
            void navigate({
              to: '.',
              search: (before) => ({ ...before, of, period: undefined }),
            })
          }}
        />
        <Link to="/metrics/$metric" params={{ metric: chosen.id }} search={{ ics }}>
          Open {chosen.name}
        </Link>
      </div>
      <SideBySideSection
        definition={chosen}
        area={systems.find(({ ods }) => ods === ics)?.ons ?? ''}
      />
    </>
  )
}
