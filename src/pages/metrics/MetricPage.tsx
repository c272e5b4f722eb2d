import { Link, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { MetricDetail } from '../../../preload/metrics-types.ts'
import type { System } from '../../../preload/types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import { Select } from '../../ui/Select.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Waiting } from '../shared/Waiting.tsx'
import { ActionsSection } from './ActionsSection.tsx'
import { ControlSection, milestonesOf } from './ControlSection.tsx'
import { DefinitionSection } from './DefinitionSection.tsx'
import { EnterValuesDialog } from './EnterValuesDialog.tsx'
import { GapSection } from './GapSection.tsx'
import { LatestValue } from './LatestValue.tsx'
import { SideBySideSection } from './SideBySideSection.tsx'
import { TargetSection } from './TargetSection.tsx'
import { TrendSection } from './TrendSection.tsx'
import { useAfterPaint } from './useAfterPaint.ts'
import { chartInput, groupOf, useMetricView } from './useMetricView.ts'
import { useScopes } from './useScopes.ts'
import { BETTER_WORDS } from './words.ts'
import '../shared/pages.css'
import './metrics.css'

/** One metric: is it changing, beside whom, for whom, what is done about it, and what it is. */
export function MetricPage() {
  const { metric } = useParams({ from: '/metrics/$metric' })
  const { ics, systems } = useApp()
  const [view] = useMetricView()
  const area = view.area ?? systems.find(({ ods }) => ods === ics)?.ons ?? ''
  const detail = useAsk('metrics.get', { metric })
  // The first picture's values are asked for beside the definition, not after it.
  useAsk('metrics.chart', chartInput(metric, area, view), { enabled: area !== '' })
  if (!detail.isSuccess) {
    return <Waiting title="Metric" label="Opening the metric" query={detail} />
  }
  return <Metric detail={detail.data} />
}

function Metric({ detail }: { detail: MetricDetail }) {
  const { ics, systems } = useApp()
  const { definition } = detail
  const system = systems.find(({ ods }) => ods === ics)
  const [view] = useMetricView()
  const areas = areasToChoose(detail, system)
  const { code: area, name: areaName } = areas.find(({ code }) => code === view.area) ??
    areas[0] ?? { code: '', name: ics }
  const scopes = useScopes(ics)
  const [isEntering, setIsEntering] = useState(false)
  const showsRest = useAfterPaint()
  const later = { enabled: showsRest }
  const actions = useAsk('metrics.actions', { metric: definition.id, ics }, later)
  const sideBySide = useAsk(
    'metrics.sideBySide',
    {
      metric: definition.id,
      ...groupOf(view),
      areas: isCouncil(detail, area) ? 'local-authorities' : 'systems',
    },
    later,
  )
  const milestones = useMemo(() => milestonesOf(actions.data ?? []), [actions.data])
  const row = sideBySide.data?.rows.find((each) => each.area.code === area)
  const enter = (
    <Button whyNot={scopes.whyNot} onPress={() => setIsEntering(true)}>
      Enter values
    </Button>
  )

  return (
    <Page
      title={definition.name}
      subtitle={`${definition.unit} · ${BETTER_WORDS[definition.better]} · ${definition.source.name}${
        definition.source.indicator ? ` ${definition.source.indicator}` : ''
      }`}
      actions={
        <>
          <Link className="button button-standard" to="/metrics" search={{ ics }}>
            All metrics
          </Link>
          {enter}
        </>
      }
    >
      <p className="metric-explanation">{definition.explanation}</p>
      {detail.areas.length === 0 ? (
        <EmptyState
          title="No values yet"
          action={
            <Link className="button button-primary" to="/metrics/import" search={{ ics }}>
              Import a file
            </Link>
          }
        >
          Bring in a Fingertips export or any other table, or enter values by hand.
        </EmptyState>
      ) : (
        <>
          <GroupChoice detail={detail} areas={areas} area={area} />
          <LatestValue
            definition={definition}
            row={row}
            england={sideBySide.data?.england ?? null}
            areaName={areaName}
          />
          <ControlSection detail={detail} area={area} milestones={milestones} />
          {showsRest && (
            <>
              <TrendSection
                detail={detail}
                area={area}
                areaName={areaName}
                comparison={row?.comparison}
              />
              <SideBySideSection key={definition.id} definition={definition} area={area} />
              <GapSection detail={detail} area={area} />
            </>
          )}
        </>
      )}
      <ActionsSection ics={ics} actions={actions.data ?? []} milestones={milestones} />
      <TargetSection detail={detail} ics={ics} />
      <DefinitionSection detail={detail} />
      {isEntering && (
        <EnterValuesDialog detail={detail} ics={ics} onClose={() => setIsEntering(false)} />
      )}
    </Page>
  )
}

function isCouncil({ areas }: MetricDetail, code: string): boolean {
  const type = areas.find((each) => each.code === code)?.type
  return type === 'local-authority' || type === 'district'
}

interface Choosable {
  code: string
  name: string
}

/** The system on show first, whether or not it has values, then whatever has. */
function areasToChoose(detail: MetricDetail, system: System | undefined): Choosable[] {
  const own = system ? [{ code: system.ons, name: system.name }] : []
  return [...own, ...detail.areas.filter(({ code }) => code !== system?.ons)]
}

interface ChoiceProps {
  detail: MetricDetail
  areas: readonly Choosable[]
  area: string
}

/** Area, and sex and age where there is a choice. */
function GroupChoice({ detail, areas, area }: ChoiceProps) {
  const [view, setView] = useMetricView()
  const { sexes, ages, headline } = detail
  return (
    <div className="metric-group">
      <Select
        label="Area"
        options={areas.map(({ code, name }) => ({ id: code, text: name }))}
        value={area}
        onChange={(code) => setView({ area: code === areas[0]?.code ? undefined : code })}
      />
      {sexes.length > 1 && (
        <Select
          label="Sex"
          options={sexes.map((sex) => ({ id: sex, text: sex }))}
          value={view.sex ?? headline.sex}
          onChange={(sex) => setView({ sex })}
        />
      )}
      {ages.length > 1 && (
        <Select
          label="Age"
          options={ages.map((age) => ({ id: age, text: age }))}
          value={view.age ?? headline.age}
          onChange={(age) => setView({ age })}
        />
      )}
    </div>
  )
}
