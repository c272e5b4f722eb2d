import type { ReactNode } from 'react'
import type { Chair, Material } from '../../../../domain/record/workshop-fields.ts'
import { SystemSelect } from '../../../app/SystemSelect.tsx'
import { useApp } from '../../../app/state.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { TextArea, TextField } from '../../../ui/TextField.tsx'
import { PriorityChoice } from '../../shared/PriorityChoice.tsx'
import { RowsEditor } from './RowsEditor.tsx'
import type { SessionDraft, SessionProblems } from './session-draft.ts'

interface Props {
  draft: SessionDraft
  onChange: (draft: SessionDraft) => void
  problems: SessionProblems
  autoFocus?: boolean
  /** Stands beside the length. */
  children?: ReactNode
}

/** The fields of a session: what must be said first, the rest folded away. */
export function SessionFieldset({ draft, onChange, problems, autoFocus = false, children }: Props) {
  const { today } = useApp()
  const set = <Field extends keyof SessionDraft>(field: Field, value: SessionDraft[Field]) =>
    onChange({ ...draft, [field]: value })
  const hasMore = problems.zone ?? problems.organiserEmail

  return (
    <>
      <TextField
        label="Name"
        value={draft.title}
        onChange={(title) => set('title', title)}
        problem={problems.title}
        longest={160}
        autoFocus={autoFocus}
      />
      <div className="workshop-form-row">
        <div>
          <DateField
            label="Day"
            value={draft.day}
            onChange={(day) => set('day', day)}
            today={today}
          />
          {problems.day && <p className="field-problem">{problems.day}</p>}
        </div>
        <TextField
          label="Starts at"
          value={draft.time}
          onChange={(time) => set('time', time)}
          problem={problems.time}
          longest={5}
        />
        <TextField
          label="Minutes"
          value={draft.minutes}
          onChange={(minutes) => set('minutes', minutes)}
          problem={problems.minutes}
          inputMode="numeric"
          longest={4}
        />
        {children}
      </div>
      <div className="workshop-form-row">
        <TextField
          label="Place"
          value={draft.place}
          onChange={(place) => set('place', place)}
          longest={300}
        />
        <TextField
          label="Joining link"
          type="url"
          placeholder="https://"
          value={draft.link}
          onChange={(link) => set('link', link)}
          problem={problems.link}
          longest={1000}
        />
      </div>
      <TextArea
        label="What it is for"
        rows={2}
        value={draft.purpose}
        onChange={(purpose) => set('purpose', purpose)}
        longest={2000}
      />
      <ChairRows chairs={draft.chairs} onChange={(chairs) => set('chairs', chairs)} />
      <details className="workshop-more" open={hasMore !== undefined || undefined}>
        <summary>Priorities, who answers replies, slides and recordings, time zone</summary>
        <div className="dialog-form">
          <PriorityChoice
            chosen={draft.priorities}
            onChange={(priorities) => set('priorities', priorities)}
          />
          <div className="workshop-form-row">
            <TextField
              label="Replies go to"
              hint="The name that stands on the invitation."
              value={draft.organiserName}
              onChange={(name) => set('organiserName', name)}
              longest={120}
            />
            <TextField
              label="Their e-mail"
              type="email"
              value={draft.organiserEmail}
              onChange={(email) => set('organiserEmail', email)}
              problem={problems.organiserEmail}
              longest={200}
            />
            <TextField
              label="Time zone"
              value={draft.zone}
              onChange={(zone) => set('zone', zone)}
              problem={problems.zone}
              longest={60}
            />
          </div>
          <MaterialRows
            label="Slides"
            one="slides"
            materials={draft.slides}
            onChange={(slides) => set('slides', slides)}
          />
          <MaterialRows
            label="Recordings"
            one="a recording"
            materials={draft.recordings}
            onChange={(recordings) => set('recordings', recordings)}
          />
        </div>
      </details>
    </>
  )
}

function ChairRows({ chairs, onChange }: { chairs: Chair[]; onChange: (next: Chair[]) => void }) {
  return (
    <RowsEditor
      legend="Co-chairs"
      add="Add a co-chair"
      rows={chairs}
      empty={{ name: '', system: null, member: null }}
      most={8}
      onChange={onChange}
    >
      {(chair, change, place) => (
        <>
          <TextField
            label={`Name of co-chair ${place}`}
            hideLabel
            placeholder="Name"
            value={chair.name}
            onChange={(name) => change({ ...chair, name })}
            longest={120}
          />
          <SystemSelect
            label={`System of co-chair ${place}`}
            hideLabel
            none="No system"
            value={chair.system}
            onChange={(system) => change({ ...chair, system })}
          />
        </>
      )}
    </RowsEditor>
  )
}

function MaterialRows({
  label,
  one,
  materials,
  onChange,
}: {
  label: string
  one: string
  materials: Material[]
  onChange: (next: Material[]) => void
}) {
  return (
    <RowsEditor
      legend={label}
      add={`Add ${one}`}
      rows={materials}
      empty={{ title: '', location: '' }}
      most={20}
      onChange={onChange}
    >
      {(material, change, place) => (
        <>
          <TextField
            label={`${label} ${place}: what it is`}
            hideLabel
            placeholder="What it is"
            value={material.title}
            onChange={(title) => change({ ...material, title })}
            longest={160}
          />
          <TextField
            label={`${label} ${place}: where it is`}
            hideLabel
            placeholder="Web address, or where the file is"
            value={material.location}
            onChange={(location) => change({ ...material, location })}
            longest={1000}
          />
        </>
      )}
    </RowsEditor>
  )
}
