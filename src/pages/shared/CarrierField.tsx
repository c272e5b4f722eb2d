import { useMemo } from 'react'
import { useAsk } from '../../app/api.ts'
import { ComboBox } from '../../ui/ComboBox.tsx'

/** What carries a promise in a system's register: an action there is, or a new one under a recommendation. */
export type Carrier = { action: string } | { recommendation: string }

interface Props {
  /** ODS code. */
  ics: string
  value: Carrier | null
  onChange: (carrier: Carrier | null) => void
  problem?: string | null
  autoFocus?: boolean
}

/** A choice of where a promise goes in a system's register. */
export function CarrierField({ ics, value, onChange, problem = null, autoFocus = false }: Props) {
  const options = useCarriers(ics)
  return (
    <ComboBox
      // A new key takes in the choices once they are there; nothing typed before would be kept.
      key={options === null ? 'waiting' : ics}
      label="Where it goes in your register"
      hint="An action that it moves on, or a new one of your own under a recommendation."
      placeholder={options === null ? 'Looking up your register…' : 'HS1.e2, or words of its title'}
      options={options ?? []}
      isDisabled={options === null}
      value={
        value && ('action' in value ? `action:${value.action}` : `new:${value.recommendation}`)
      }
      onChange={(id) => onChange(id === null ? null : carrierOf(id))}
      problem={problem}
      autoFocus={autoFocus}
    />
  )
}

function carrierOf(id: string): Carrier {
  const reference = id.slice(id.indexOf(':') + 1)
  return id.startsWith('action:') ? { action: reference } : { recommendation: reference }
}

/** The choices: `action:HS1.e2`, or `new:HS1.e` for one of the system's own; `null` until they are known. */
function useCarriers(ics: string): { id: string; text: string; detail: string }[] | null {
  const rows = useAsk('register.list', { ics }).data
  const focusAreas = useAsk('catalogue.get', {}).data?.focusAreas
  return useMemo(() => {
    if (rows === undefined || focusAreas === undefined) return null
    const actions = rows.map(({ reference, title }) => ({
      id: `action:${reference}`,
      text: `${reference} ${title}`,
      detail: 'action',
    }))
    const recommendations = focusAreas.flatMap((area) => area.recommendations)
    const added = recommendations.map(({ reference, title }) => ({
      id: `new:${reference}`,
      text: `${reference} ${title}`,
      detail: 'new action of your own',
    }))
    return [...actions, ...added]
  }, [rows, focusAreas])
}
