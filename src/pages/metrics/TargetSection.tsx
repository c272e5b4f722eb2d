import { useState } from 'react'
import { withUnit } from '../../../charts/specs/values.ts'
import type { MetricDetail, Target } from '../../../preload/metrics-types.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { TargetDialog } from './TargetDialog.tsx'
import { useScopes } from './useScopes.ts'

/** Targets of the system and of the region, with the steps on the way. */
export function TargetSection({ detail, ics }: { detail: MetricDetail; ics: string }) {
  const { systemName } = useApp()
  const scopes = useScopes(ics)
  const [scope, setScope] = useState<string | null>(null)
  const targets = detail.targets.filter((target) => [ics, 'region'].includes(target.scope))
  const targetOf = (id: string) => targets.find((target) => target.scope === id)
  return (
    <section aria-labelledby="targets" className="metric-section">
      <div className="metric-section-head">
        <h2 id="targets">Targets</h2>
        {scopes.whyNot !== null ? (
          <Button whyNot={scopes.whyNot}>Set a target</Button>
        ) : (
          scopes.scopes.map(({ id, text }) => (
            <Button key={id} onPress={() => setScope(id)}>
              {targetOf(id) ? 'Change' : 'Set'} the target of{' '}
              {id === 'region' ? 'the region' : text}
            </Button>
          ))
        )}
      </div>
      {targets.length === 0 ? (
        <p className="quiet">
          Neither {systemName(ics)} nor the region has a target for this metric.
        </p>
      ) : (
        targets.map((target) => (
          <TargetFacts key={target.scope} target={target} unit={detail.definition.unit} />
        ))
      )}
      {scope !== null && (
        <TargetDialog
          detail={detail}
          scope={scope}
          target={targetOf(scope)}
          onClose={() => setScope(null)}
        />
      )}
    </section>
  )
}

function TargetFacts({ target, unit }: { target: Target; unit: string }) {
  return (
    <div className="metric-target">
      <p>
        <strong>{target.scopeName}</strong>: {withUnit(target.value, unit)} by {target.period}
      </p>
      {target.trajectory.length > 0 && (
        <p className="quiet">
          On the way:{' '}
          {target.trajectory
            .map((step) => `${withUnit(step.value, unit)} in ${step.period}`)
            .join('; ')}
        </p>
      )}
      {target.note && <p className="quiet">{target.note}</p>}
    </div>
  )
}
