import { type ReactNode, useState } from 'react'
import {
  CONFIDENCE_WORDS,
  CONFIDENCES,
  type Confidence,
  STATUS_WORDS,
  STATUSES,
  type Status,
} from '../../../../domain/record/statuses.ts'
import type { ActionFields } from '../../../../domain/record/subjects.ts'
import type { ActionDetail } from '../../../../preload/types.ts'
import { useApp } from '../../../app/state.tsx'
import { NotSaved } from '../../../forms/useEntryForm.ts'
import { DateField } from '../../../ui/DateField.tsx'
import { formatDate, formatMoment } from '../../../ui/format.ts'
import { Select } from '../../../ui/Select.tsx'
import { StatusChip } from '../../../ui/StatusChip.tsx'
import { OwnerPicker } from '../../shared/owners/OwnerPicker.tsx'
import { DraftText } from './DraftText.tsx'
import { NotApplicableDialog } from './NotApplicableDialog.tsx'
import { useSaveAction } from './useSaveAction.ts'

const STATUS_OPTIONS = STATUSES.map((id) => ({
  id,
  text: STATUS_WORDS[id],
  render: <StatusChip status={id} />,
}))

const CONFIDENCE_OPTIONS: { id: Confidence | 'none'; text: string }[] = [
  { id: 'none', text: 'Not said' },
  ...CONFIDENCES.map((id) => ({ id, text: CONFIDENCE_WORDS[id] })),
]

/** Where the action stands, and the fields to change it. Each field is saved by itself. */
export function ActionStanding({ detail }: { detail: ActionDetail }) {
  const { systemName } = useApp()
  const { row, mayEdit } = detail
  const save = useSaveAction(detail)
  const place = `${row.ics}/${row.reference}`

  return (
    <section className="standing" aria-labelledby="action-standing">
      <h2 id="action-standing">Where it stands</h2>
      {detail.whyNot !== null && <p className="why-not">{detail.whyNot}</p>}
      {mayEdit ? <StandingFields detail={detail} save={save} /> : <StandingFacts row={row} />}
      {row.adoptedFrom !== null && (
        <p className="standing-adopted">
          The approach was adopted from {systemName(row.adoptedFrom)}.
        </p>
      )}
      <div className="standing-note">
        <h3>Progress note</h3>
        {row.note === null ? (
          <p className="quiet">No note yet.</p>
        ) : (
          <>
            <p className="note-text">{row.note}</p>
            <p className="note-when">
              {row.noteAt === null ? 'Being saved…' : formatMoment(row.noteAt)}
              {row.noteAt !== null && noteBy(detail)}
            </p>
          </>
        )}
        {mayEdit && (
          <DraftText
            key={place}
            place={place}
            label="Add a note"
            hint="Say what happened since the last one. Earlier notes stay under What changed."
            saved=""
            field="note"
            fields={detail.fields}
            save={save}
          />
        )}
      </div>
      {mayEdit ? (
        <DraftText
          key={`${place}/next`}
          place={place}
          label="Next step"
          hint="What happens next, and who does it."
          saved={row.nextStep ?? ''}
          field="nextStep"
          fields={detail.fields}
          save={save}
        />
      ) : (
        <div>
          <h3>Next step</h3>
          <p className={row.nextStep === null ? 'quiet' : 'note-text'}>
            {row.nextStep ?? 'None named yet.'}
          </p>
        </div>
      )}
    </section>
  )
}

interface FieldsProps {
  detail: ActionDetail
  save: (changes: ActionFields) => Promise<boolean>
}

function StandingFields({ detail: { row }, save }: FieldsProps) {
  const { today } = useApp()
  const [asksReason, setAsksReason] = useState(false)

  function changeStatus(status: Status) {
    if (status === row.status) return
    if (status === 'not-applicable') setAsksReason(true)
    else void save({ status })
  }

  return (
    <div className="standing-fields">
      <Select label="Status" options={STATUS_OPTIONS} value={row.status} onChange={changeStatus} />
      <Select
        label="Confidence"
        options={CONFIDENCE_OPTIONS}
        value={row.confidence ?? 'none'}
        onChange={(id) => void save({ confidence: id === 'none' ? null : id })}
      />
      <OwnerPicker ics={row.ics} value={row.owner} onChange={(owner) => void save({ owner })} />
      <DateField label="Due" today={today} value={row.due} onChange={(due) => void save({ due })} />
      <NotApplicableDialog
        open={asksReason}
        subject={row.reference}
        onClose={() => setAsksReason(false)}
        draft={`action/${row.ics}/${row.reference}/not-applicable`}
        onSave={async (note) => {
          if (!(await save({ status: 'not-applicable', note }))) throw new NotSaved()
        }}
      />
    </div>
  )
}

/** The same as words, for those who may read but not change them. */
function StandingFacts({ row }: Pick<ActionDetail, 'row'>) {
  const facts: [string, ReactNode][] = [
    ['Status', <StatusChip key="status" status={row.status} />],
    ['Confidence', row.confidence === null ? 'Not said' : CONFIDENCE_WORDS[row.confidence]],
    ['Owner', row.ownerName ?? 'No owner'],
    ['Due', row.due === null ? 'No date' : formatDate(row.due)],
  ]
  return (
    <dl className="standing-fields">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function noteBy({ fields }: ActionDetail): string {
  const name = fields.note?.heads[0]?.byName
  return name === undefined ? '' : ` by ${name}`
}
