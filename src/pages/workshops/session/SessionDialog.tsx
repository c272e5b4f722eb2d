import { useState } from 'react'
import { leadOf, type Member } from '../../../../domain/record/grants.ts'
import type { Chair } from '../../../../domain/record/workshop-fields.ts'
import { TEMPLATES, type TemplateName } from '../../../../domain/record/workshop-words.ts'
import { AGENDA_TEMPLATES } from '../../../../domain/workshops/templates.ts'
import type { SessionDetail } from '../../../../preload/workshops-types.ts'
import { useTell } from '../../../app/api.ts'
import { useApp } from '../../../app/state.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { DialogForm } from '../../../ui/DialogForm.tsx'
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
  const [draft, setDraft] = useState<SessionDraft>(() => ({
    ...EMPTY_DRAFT,
    chairs: state.member ? [chairFrom(state.member)] : [],
  }))
  const [template, setTemplate] = useState<TemplateName | typeof NO_TEMPLATE>('session-90')
  const [invites, setInvites] = useState(true)
  const [problems, setProblems] = useState<SessionProblems>({})

  function choose(next: TemplateName | typeof NO_TEMPLATE) {
    setTemplate(next)
    if (next !== NO_TEMPLATE)
      setDraft((before) => ({ ...before, minutes: String(AGENDA_TEMPLATES[next].minutes) }))
  }

  function submit() {
    const found = sessionProblems(draft)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    save.mutate(
      {
        fields: { ...fieldsOf(draft), series },
        ...(template !== NO_TEMPLATE && { template }),
        ...(previous && invites && { inviteFrom: previous.id }),
      },
      {
        onSuccess: ({ id }) => {
          onClose()
          onSaved(id)
        },
      },
    )
  }

  return (
    <SessionForm onSubmit={submit} onClose={onClose} isSaving={save.isPending}>
      <SessionFieldset draft={draft} onChange={setDraft} problems={problems} autoFocus>
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
        <Checkbox isSelected={invites} onChange={setInvites}>
          Invite the people of {previous.title} again
        </Checkbox>
      )}
    </SessionForm>
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
  // What was in view when the form opened, whatever comes in while it is filled in.
  const [inView] = useState(session)
  const [draft, setDraft] = useState(() => draftOf(session))
  const [problems, setProblems] = useState<SessionProblems>({})

  function submit() {
    const found = sessionProblems(draft)
    setProblems(found)
    if (Object.keys(found).length > 0) return
    const fields = changedFields(fieldsOf(draft), inView)
    if (Object.keys(fields).length === 0) return onClose()
    save.mutate(
      { id: session.id, fields, seen: seenOf(inView.heads, fields) },
      { onSuccess: onClose },
    )
  }

  return (
    <SessionForm onSubmit={submit} onClose={onClose} isSaving={save.isPending}>
      <SessionFieldset draft={draft} onChange={setDraft} problems={problems} autoFocus />
      {session.start.slice(0, 10) >= today && (
        <p className="quiet">
          If people were invited already, send them the invitation again: it updates what they have.
        </p>
      )}
    </SessionForm>
  )
}

function SessionForm({
  onSubmit,
  onClose,
  isSaving,
  children,
}: {
  onSubmit: () => void
  onClose: () => void
  isSaving: boolean
  children: React.ReactNode
}) {
  return (
    <DialogForm action="Save" onSubmit={onSubmit} onCancel={onClose} isDisabled={isSaving}>
      {children}
    </DialogForm>
  )
}
