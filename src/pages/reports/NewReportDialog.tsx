import { useState } from 'react'
import { ReportFields } from '../../../domain/record/report-fields.ts'
import {
  REPORT_KIND_WORDS,
  REPORT_KINDS,
  type ReportKind,
} from '../../../domain/record/report-words.ts'
import { scopeWords } from '../../../domain/reports/scope.ts'
import { usualTitle } from '../../../domain/reports/title.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { longestOf } from '../../forms/limits.ts'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { USUAL, usualPeriods } from './periods.ts'
import { periodWords } from './report-words.ts'

interface Props {
  open: boolean
  onClose: () => void
  /** Told the report's id once it is made. */
  onMade: (id: string) => void
}

/** Begins a report: what kind, about which period, about whom. */
export function NewReportDialog(props: Props) {
  return (
    <Dialog title="New report" open={props.open} onClose={props.onClose}>
      {/* Drawn only while open, so that each opening starts afresh. */}
      {props.open && <NewReportForm {...props} />}
    </Dialog>
  )
}

const OTHER = 'other'

interface Typed {
  kind: ReportKind
  scope: string
  /** `null` until the person chooses: then the period usual for the kind. */
  chosen: string | null
  own: { from: string | null; to: string | null }
  /** `null` until the person types: then the usual title. */
  typed: string | null
}

const NOTHING_TYPED: Typed = {
  ...{ kind: 'impact', scope: 'region', chosen: null, typed: null },
  own: { from: null, to: null },
}

function NewReportForm({ onClose, onMade }: Props) {
  const { today } = useApp()
  const create = useTell('reports.create')
  const scopes = useScopes()
  const periods = usualPeriods(today)
  const form = useEntryForm({
    draft: 'report/new',
    values: NOTHING_TYPED,
    save: async (values) => {
      setAsked(true)
      const { from, to, backwards, title } = meant(values)
      if (!from || !to || backwards || title.trim() === '') throw new NotSaved()
      const { kind, scope } = values
      return create.mutateAsync({ kind, from, to, scope, title: title.trim() })
    },
    onSaved: ({ id }) => {
      onClose()
      onMade(id)
    },
  })
  const { kind, scope, own } = form.values
  const [isAsked, setAsked] = useState(false)
  const { period, usual, from, to, backwards, title } = meant(form.values)

  /** The period that is chosen, and what the report is called until somebody says otherwise. */
  function meant({ kind, scope, chosen, own, typed }: Typed) {
    const period = chosen ?? USUAL[kind]
    const usual = periods.find(({ id }) => id === period)
    const { from, to } = usual ?? own
    const backwards = from !== null && to !== null && to < from
    const about = scopes.find(({ id }) => id === scope)?.text ?? ''
    const title = typed ?? (from && to ? usualTitle(kind, about, from, to) : '')
    return { period, usual, from, to, backwards, title }
  }

  return (
    <EntryDialogForm form={form} action="Begin the report" onCancel={onClose}>
      <Select
        label="Kind"
        options={REPORT_KINDS.map((id) => ({ id, text: REPORT_KIND_WORDS[id] }))}
        value={kind}
        onChange={(id) => form.set({ kind: id })}
      />
      <Select
        label="About"
        options={scopes}
        value={scope}
        onChange={(id) => form.set({ scope: id })}
      />
      <Select
        label="Period"
        options={[
          ...periods.map(({ id, text, ...dates }) => ({
            id,
            text,
            detail: periodWords(dates),
          })),
          { id: OTHER, text: 'Other dates' },
        ]}
        value={period}
        onChange={(id) => form.set({ chosen: id })}
      />
      {usual ? (
        <p className="quiet">{periodWords(usual)}</p>
      ) : (
        <div className="report-dates">
          <DateField
            label="From"
            value={own.from}
            onChange={(day) => form.set({ own: { ...own, from: day } })}
            today={today}
          />
          <DateField
            label="To"
            value={own.to}
            onChange={(day) => form.set({ own: { ...own, to: day } })}
            today={today}
          />
        </div>
      )}
      {backwards && (
        <p className="task-problem" role="alert">
          The period ends before it starts. Choose a later end.
        </p>
      )}
      {isAsked && (!from || !to) && (
        <p className="task-problem" role="alert">
          Choose the first and the last day.
        </p>
      )}
      <TextField
        label="Name"
        value={title}
        onChange={(text) => form.set({ typed: text })}
        problem={isAsked && title.trim() === '' ? 'Give the report a name.' : null}
        longest={longestOf(ReportFields.shape.title)}
      />
    </EntryDialogForm>
  )
}

/** Everything a report can be about. */
function useScopes(): { id: string; text: string }[] {
  const { systems, systemName } = useApp()
  const priorities = useAsk('catalogue.get', {}).data?.priorities ?? []
  const names = {
    system: systemName,
    priority: (number: number) => priorities.find((each) => each.number === number)?.title ?? '',
  }
  return [
    'region',
    'sub-region:East',
    'sub-region:West',
    ...systems.map(({ ods }) => `system:${ods}`),
    ...priorities.map(({ number }) => `priority:${number}`),
  ].map((id) => ({ id, text: scopeWords(id, names) }))
}
