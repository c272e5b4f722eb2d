import { useState } from 'react'
import {
  REPORT_KIND_WORDS,
  REPORT_KINDS,
  type ReportKind,
} from '../../../domain/record/report-words.ts'
import { scopeWords } from '../../../domain/reports/scope.ts'
import { usualTitle } from '../../../domain/reports/title.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
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

function NewReportForm({ onClose, onMade }: Props) {
  const { today } = useApp()
  const create = useTell('reports.create')
  const scopes = useScopes()
  const periods = usualPeriods(today)
  const [kind, setKind] = useState<ReportKind>('impact')
  const [scope, setScope] = useState('region')
  const [chosen, setChosen] = useState<string | null>(null)
  const [own, setOwn] = useState<{ from: string | null; to: string | null }>({
    from: null,
    to: null,
  })
  const [typed, setTyped] = useState<string | null>(null)
  const [isAsked, setAsked] = useState(false)

  const period = chosen ?? USUAL[kind]
  const usual = periods.find(({ id }) => id === period)
  const { from, to } = usual ?? own
  const backwards = from !== null && to !== null && to < from
  const about = scopes.find(({ id }) => id === scope)?.text ?? ''
  const title = typed ?? (from && to ? usualTitle(kind, about, from, to) : '')

  function submit() {
    setAsked(true)
    if (!from || !to || backwards || title.trim() === '') return
    create.mutate(
      { kind, from, to, scope, title: title.trim() },
      {
        onSuccess: ({ id }) => {
          onClose()
          onMade(id)
        },
      },
    )
  }

  return (
    <DialogForm
      action="Begin the report"
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={create.isPending}
    >
      <Select
        label="Kind"
        options={REPORT_KINDS.map((id) => ({ id, text: REPORT_KIND_WORDS[id] }))}
        value={kind}
        onChange={setKind}
      />
      <Select label="About" options={scopes} value={scope} onChange={setScope} />
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
        onChange={setChosen}
      />
      {usual ? (
        <p className="quiet">{periodWords(usual)}</p>
      ) : (
        <div className="report-dates">
          <DateField
            label="From"
            value={own.from}
            onChange={(day) => setOwn({ ...own, from: day })}
            today={today}
          />
          <DateField
            label="To"
            value={own.to}
            onChange={(day) => setOwn({ ...own, to: day })}
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
        onChange={setTyped}
        problem={isAsked && title.trim() === '' ? 'Give the report a name.' : null}
        longest={200}
      />
    </DialogForm>
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
