import { useState } from 'react'
import type { ChecklistRound } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { changedFields, seenOf } from '../shared/changes.ts'

interface Props {
  ics: string
  /** Absent for a new one. */
  round?: ChecklistRound
  open: boolean
  onClose: () => void
}

/** Makes a round of the checklist in one organisation, or changes what it is called and when it runs. */
export function RoundDialog(props: Props) {
  const { round, open, onClose } = props
  const title = round === undefined ? 'New round of the checklist' : `Change ${round.title}`
  return (
    <Dialog title={title} open={open} onClose={onClose}>
      {/* Drawn only while open, so that each opening starts from what is saved. */}
      {open && <RoundForm {...props} />}
    </Dialog>
  )
}

type Problems = Partial<Record<'organisation' | 'title', string>>

function RoundForm({ ics, round, onClose }: Props) {
  const { today } = useApp()
  const save = useTell('checklist.saveRound')
  // What was in view when the form opened, whatever comes in while it is filled in.
  const [inView] = useState(round)
  const [draft, setDraft] = useState({
    organisation: round?.organisation ?? '',
    title: round?.title ?? '',
    opens: round?.opens ?? today,
    closes: round?.closes ?? null,
  })
  const [problems, setProblems] = useState<Problems>({})
  const change = (values: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...values }))

  function submit() {
    const wanted = {
      ...draft,
      organisation: draft.organisation.trim(),
      title: draft.title.trim(),
    }
    const found: Problems = {
      ...(wanted.organisation === '' && { organisation: 'Say which organisation answers.' }),
      ...(wanted.title === '' && { title: 'Give the round a name, such as “Autumn 2026”.' }),
    }
    setProblems(found)
    if (Object.keys(found).length > 0) return
    const fields = changedFields(wanted, inView ?? { closes: null })
    if (Object.keys(fields).length === 0) return onClose()
    save.mutate(
      { ics, fields, ...(inView && { id: inView.id, seen: seenOf(inView.heads, fields) }) },
      { onSuccess: onClose },
    )
  }

  return (
    <DialogForm action="Save" onSubmit={submit} onCancel={onClose} isDisabled={save.isPending}>
      <TextField
        label="Organisation"
        hint="The board, trust, council or charity whose people answer."
        value={draft.organisation}
        onChange={(organisation) => change({ organisation })}
        problem={problems.organisation}
        longest={160}
        autoFocus
      />
      <TextField
        label="Name of the round"
        hint="Such as “Autumn 2026”. Later rounds are compared with the first."
        value={draft.title}
        onChange={(title) => change({ title })}
        problem={problems.title}
        longest={160}
      />
      <DateField
        label="First day"
        value={draft.opens}
        onChange={(opens) => change({ opens: opens ?? today })}
        today={today}
      />
      <DateField
        label="Last day"
        hint="Leave it empty to stay open."
        value={draft.closes}
        onChange={(closes) => change({ closes })}
        today={today}
      />
    </DialogForm>
  )
}
