import { useState } from 'react'
import { leadOf, type Member } from '../../../../domain/record/grants.ts'
import type { Chair } from '../../../../domain/record/workshop-fields.ts'
import { TEMPLATES, type TemplateName } from '../../../../domain/record/workshop-words.ts'
import { AGENDA_TEMPLATES } from '../../../../domain/workshops/templates.ts'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { useApp } from '../../../app/state.tsx'
import { EntryDialogForm } from '../../../forms/EntryDialogForm.tsx'
import { NotSaved, useEntryForm } from '../../../forms/useEntryForm.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Select } from '../../../ui/Select.tsx'
import { changedFields, seenOf } from '../../shared/changes.ts'
import { SessionFieldset } from './SessionFieldset.tsx'
import {
  draftOf,
  EMPTY_DRAFT,
  fieldsOf,
  type SessionDraft,
  type SessionProblems,
  sessionProblems,
} from './session-draft.ts'

interface NewProps {
  series: string
  /** Session whose people may be invited again; `null` for the first. */
  previous: { id: string; title: string } | null
  open: boolean
  onClose: () => void
  /** Told the session's id once saved. */
  onSaved: (id: string) => void
}

const NO_TEMPLATE = 'none'

/** Plans a session: when and where, and the agenda it starts from. */
export function NewSessionDialog(props: NewProps) {
  return (
    <Dialog title="New session" open={props.open} onClose={props.onClose} width="wide">
      {props.open && <NewSessionForm {...props} />}
    </Dialog>
  )
}

function NewSessionForm({ series, previous, onClose, onSaved }: NewProps) {
  const { state } = useApp()
  const save = useTell('workshops.saveSession')
  const form = useEntryForm({
    draft: `session/new/${series}`,
    values: {
      session: { ...EMPTY_DRAFT, chairs: state.member ? [chairFrom(state.member)] : [] },
      template: 'session-90' as TemplateName | typeof NO_TEMPLATE,
      invites: true,
    },
    save: async ({ session, template, invites }) => {
      requireSound(session, setProblems)
      return save.mutateAsync({
        fields: { ...fieldsOf(session), series },
        ...(template !== NO_TEMPLATE && { template }),
        ...(previous && invites && { inviteFrom: previous.id }),
      })
    },
    onSaved: ({ id }) => {
      onClose()
      onSaved(id)
    },
  })
  const { session: draft, template, invites } = form.values
  const [problems, setProblems] = useState<SessionProblems>({})
  const change = (session: SessionDraft) => form.set({ session })

  function choose(next: TemplateName | typeof NO_TEMPLATE) {
    const minutes = next !== NO_TEMPLATE && { minutes: String(AGENDA_TEMPLATES[next].minutes) }
    form.set({ template: next, session: { ...draft, ...minutes } })
  }

  return (
    <EntryDialogForm form={form} action="Save" onCancel={onClose}>
      <SessionFieldset draft={draft} onChange={change} problems={problems} autoFocus>
        <Select
          label="Start the agenda from"
          options={[
            ...TEMPLATES.map((id) => ({ id, text: AGENDA_TEMPLATES[id].title })),
            { id: NO_TEMPLATE, text: 'An empty page' },
          ]}
          value={template}
          onChange={choose}
        />
      </SessionFieldset>
      {previous && (
        <Checkbox isSelected={invites} onChange={(isSelected) => form.set({ invites: isSelected })}>
          Invite the people of {previous.title} again
        </Checkbox>
      )}
    </EntryDialogForm>
  )
}

/** Whoever plans a session is one of its co-chairs unless they say otherwise. */
function chairFrom({ id, name, grants }: Member): Chair {
  return { name, system: leadOf(grants)[0] ?? null, member: id }
}

interface EditProps {
  session: SessionDetail
  open: boolean
  onClose: () => void
}

/** Changes when and where a session is, who chairs it and what it is for. */
export function EditSessionDialog({ session, open, onClose }: EditProps) {
  return (
    <Dialog title="Change the session" open={open} onClose={onClose} width="wide">
      {open && <EditSessionForm session={session} onClose={onClose} />}
    </Dialog>
  )
}

function EditSessionForm({ session, onClose }: Omit<EditProps, 'open'>) {
  const { today } = useApp()
  const save = useTell('workshops.saveSession')
  const form = useEntryForm({
    draft: `session/${session.id}`,
    values: draftOf(session),
    basis: session,
    save: async (draft, inView) => {
      requireSound(draft, setProblems)
      const fields = changedFields(fieldsOf(draft), inView)
      if (Object.keys(fields).length === 0) return
      await save.mutateAsync({ id: session.id, fields, seen: seenOf(inView.heads, fields) })
    },
    onSaved: onClose,
  })
  const [problems, setProblems] = useState<SessionProblems>({})

  return (
    <EntryDialogForm form={form} action="Save" onCancel={onClose}>
      <SessionFieldset draft={form.values} onChange={form.set} problems={problems} autoFocus />
      {session.start.slice(0, 10) >= today && (
        <p className="quiet">
          If people were invited already, send them the invitation again: it updates what they have.
        </p>
      )}
    </EntryDialogForm>
  )
}

/** @throws NotSaved with its problems shown, while the draft cannot be saved */
function requireSound(draft: SessionDraft, show: (problems: SessionProblems) => void): void {
  const found = sessionProblems(draft)
  show(found)
  if (Object.keys(found).length > 0) throw new NotSaved()
}
