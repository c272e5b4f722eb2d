import { useState } from 'react'
import { parsePeriod } from '../../../domain/metrics/periods.ts'
import type { MetricDetail } from '../../../preload/metrics-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { DraftNote } from '../../forms/DraftNote.tsx'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { ComboBox } from '../../ui/ComboBox.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { showTooLong } from '../../ui/length.ts'
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
  const form = useEntryForm({
    draft: `values/${detail.definition.id}/${ics}`,
    values: {
      scope: scopes[0]?.id ?? ics,
      area: systems.find(({ ods }) => ods === ics)?.ons ?? null,
      source: '',
      ...EMPTY,
    },
    save: async (typed) => {
      const found = problemsOf(typed, typed.source, typed.area)
      setProblems(found)
      const value = readNumber(typed.value)
      if (Object.keys(found).length > 0 || value === undefined || typed.area === null)
        throw new NotSaved()
      const number = (text: string) => readNumber(text) ?? null
      const row = {
        area: typed.area,
        period: typed.period.trim(),
        ...groupOf(view),
        value,
        lower95: number(typed.lower),
        upper95: number(typed.upper),
        count: number(typed.count),
        denominator: number(typed.denominator),
        note: typed.note.trim() || null,
      }
      return enter.mutateAsync({
        scope: typed.scope,
        metric: detail.definition.id,
        source: typed.source.trim(),
        rows: [row],
      })
    },
    // Where the values are from stays for the next one.
    onSaved: () => form.set(EMPTY),
  })
  const { scope, area, source } = form.values
  const [problems, setProblems] = useState<Problems>({})
  const field = (name: keyof Draft) => ({ ...form.field(name), problem: problems[name] })

  return (
    <Dialog title={`Enter values: ${detail.definition.name}`} open onClose={onClose} width="wide">
      {areas.data === undefined ? (
        <Loading label="Opening the list of areas" />
      ) : (
        <form
          className="metric-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (!showTooLong(event.currentTarget)) void form.submit()
          }}
        >
          <DraftNote form={form} />
          <div className="metric-form-row">
            {scopes.length > 1 && (
              <Select
                label="Kept with"
                options={scopes}
                value={scope}
                onChange={(id) => form.set({ scope: id })}
              />
            )}
            <ComboBox
              label="Area"
              options={areas.data.map(({ code, name }) => ({ id: code, text: name, detail: code }))}
              value={area}
              onChange={(code) => form.set({ area: code })}
              problem={problems.area ?? null}
            />
            <TextField
              label="Where the value is from"
              placeholder="Name of the publication"
              value={source}
              onChange={(text) => form.set({ source: text })}
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
            <Button kind="primary" type="submit" isDisabled={form.isSaving}>
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
