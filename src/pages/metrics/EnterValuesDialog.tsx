import { type FormEvent, useState } from 'react'
import { parsePeriod } from '../../../domain/metrics/periods.ts'
import type { MetricDetail } from '../../../preload/metrics-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { Loading } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { readNumber } from './trajectory.ts'
import { groupOf, useMetricView } from './useMetricView.ts'
import { useScopes } from './useScopes.ts'

interface Props {
  detail: MetricDetail
  ics: string
  onClose: () => void
}

const EMPTY = { period: '', value: '', lower: '', upper: '', count: '', denominator: '', note: '' }
type Draft = typeof EMPTY
type Problems = Partial<Record<keyof Draft | 'source' | 'area', string>>

/** Enters one value after another by hand: the dialog stays open until it is closed. */
export function EnterValuesDialog({ detail, ics, onClose }: Props) {
  const { systems } = useApp()
  const [view] = useMetricView()
  const { scopes } = useScopes(ics)
  const areas = useAsk('metrics.areas', {})
  const enter = useTell('metrics.enter')
  const [scope, setScope] = useState(scopes[0]?.id ?? ics)
  const [area, setArea] = useState<string | null>(
    systems.find(({ ods }) => ods === ics)?.ons ?? null,
  )
  const [source, setSource] = useState('')
  const [draft, setDraft] = useState(EMPTY)
  const [problems, setProblems] = useState<Problems>({})
  const field = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (value: string) => setDraft((before) => ({ ...before, [name]: value })),
    problem: problems[name],
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const found = problemsOf(draft, source, area)
    setProblems(found)
    const value = readNumber(draft.value)
    if (Object.keys(found).length > 0 || value === undefined || area === null) return
    const number = (text: string) => readNumber(text) ?? null
    enter.mutate(
      {
        scope,
        metric: detail.definition.id,
        source: source.trim(),
        rows: [
          {
            area,
            period: draft.period.trim(),
            ...groupOf(view),
            value,
            lower95: number(draft.lower),
            upper95: number(draft.upper),
            count: number(draft.count),
            denominator: number(draft.denominator),
            note: draft.note.trim() || null,
          },
        ],
      },
      { onSuccess: () => setDraft(EMPTY) },
    )
  }

  return (
    <Dialog title={`Enter values: ${detail.definition.name}`} open onClose={onClose} width="wide">
      {areas.data === undefined ? (
        <Loading label="Opening the list of areas" />
      ) : (
        <form className="metric-form" onSubmit={submit} noValidate>
          <div className="metric-form-row">
            {scopes.length > 1 && (
              <Select label="Kept with" options={scopes} value={scope} onChange={setScope} />
            )}
            <ComboBox
              label="Area"
              options={areas.data.map(({ code, name }) => ({ id: code, text: name, detail: code }))}
              value={area}
              onChange={setArea}
              problem={problems.area ?? null}
            />
            <TextField
              label="Where the value is from"
              placeholder="Name of the publication"
              value={source}
              onChange={setSource}
              problem={problems.source}
              longest={200}
            />
          </div>
          <div className="metric-form-row">
            <TextField label="Period" hint="2025/26, 2025 or Jan 2026" {...field('period')} />
            <TextField
              label={`Value, ${detail.definition.unit}`}
              inputMode="decimal"
              {...field('value')}
            />
          </div>
          <div className="metric-form-row">
            <TextField label="Lower 95% limit" inputMode="decimal" {...field('lower')} />
            <TextField label="Upper 95% limit" inputMode="decimal" {...field('upper')} />
            <TextField label="Count" inputMode="decimal" {...field('count')} />
            <TextField label="Out of" inputMode="decimal" {...field('denominator')} />
          </div>
          <TextField label="Note" {...field('note')} longest={500} />
          <DialogActions>
            <Button onPress={onClose}>Close</Button>
            <Button kind="primary" type="submit" isDisabled={enter.isPending}>
              Save the value
            </Button>
          </DialogActions>
        </form>
      )}
    </Dialog>
  )
}

const NOT_A_NUMBER = 'Give a number, or leave this empty.'

/** What keeps the value from being saved, field by field. */
function problemsOf(draft: Draft, source: string, area: string | null): Problems {
  const optional = (['lower', 'upper', 'count', 'denominator'] as const).filter(
    (name) => draft[name].trim() !== '' && readNumber(draft[name]) === undefined,
  )
  return {
    ...(area === null ? { area: 'Choose the area.' } : {}),
    ...(source.trim() === '' ? { source: 'Say where the value is from.' } : {}),
    ...(parsePeriod(draft.period) ? {} : { period: 'Write a period such as 2025/26 or Jan 2026.' }),
    ...(readNumber(draft.value) === undefined ? { value: 'Give the value as a number.' } : {}),
    ...Object.fromEntries(optional.map((name) => [name, NOT_A_NUMBER])),
  }
}
