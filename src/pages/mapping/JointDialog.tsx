import { useState } from 'react'
import type { JointProposal } from '../../../domain/practice/mapping.ts'
import type { JointAction, PriorityMatrix } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { changedFields, seenOf, textOrNull } from '../shared/changes.ts'
import { Rests } from './Rests.tsx'

/** A joint action as the form begins with it; without an id it is new. */
export type JointDraft = Omit<JointAction, 'id' | 'at' | 'state' | 'reason'> & { id?: string }

/** What systems share, as the beginning of a joint action. */
export function newJoint({ kind, id, title, systems, rests }: JointProposal): JointDraft {
  return {
    ...{ title, text: null, systems, rests, heads: {} },
    priority: kind === 'priority' ? Number(id) : null,
    focusArea: kind === 'focus-area' ? id : null,
  }
}

interface Props {
  /** `null` while closed. */
  joint: JointDraft | null
  matrix: PriorityMatrix
  onClose: () => void
}

/** Puts a joint action forward, or changes it. */
export function JointDialog({ joint, matrix, onClose }: Props) {
  return (
    <Dialog
      title={joint?.id === undefined ? 'Put forward a joint action' : 'Change the joint action'}
      width="wide"
      open={joint !== null}
      onClose={onClose}
    >
      {joint !== null && <JointForm joint={joint} matrix={matrix} onClose={onClose} />}
    </Dialog>
  )
}

function JointForm({ joint, matrix, onClose }: Props & { joint: JointDraft }) {
  const { systems: all } = useApp()
  const save = useTell('joint.save')
  const [begun] = useState(joint)
  const [title, setTitle] = useState(begun.title)
  const [text, setText] = useState(begun.text ?? '')
  const [systems, setSystems] = useState<readonly string[]>(begun.systems)
  const [problem, setProblem] = useState<string | null>(null)

  function submit() {
    if (title.trim() === '') return setProblem('Give the joint action a title.')
    if (systems.length < 2) return setProblem('A joint action needs two systems or more.')
    const draft = { title: title.trim(), text: textOrNull(text), systems: [...systems] }
    const { id, heads, priority, focusArea, rests } = begun
    const fields = id ? changedFields(draft, begun) : { ...draft, priority, focusArea, rests }
    if (Object.keys(fields).length === 0) return onClose()
    save.mutate({ ...(id && { id, seen: seenOf(heads, fields) }), fields }, { onSuccess: onClose })
  }

  return (
    <DialogForm
      action={begun.id ? 'Save' : 'Put forward'}
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={save.isPending}
    >
      <TextField
        label="Title"
        value={title}
        onChange={setTitle}
        problem={problem}
        longest={200}
        autoFocus
      />
      <TextArea
        label="What the systems would do"
        rows={3}
        value={text}
        onChange={setText}
        longest={2000}
      />
      <fieldset className="mapping-targets">
        <legend>Systems</legend>
        {all.map(({ ods, name }) => (
          <Checkbox
            key={ods}
            isSelected={systems.includes(ods)}
            onChange={(isIn) =>
              setSystems(isIn ? [...systems, ods] : systems.filter((each) => each !== ods))
            }
          >
            {name}
          </Checkbox>
        ))}
      </fieldset>
      <Rests matrix={matrix} rests={begun.rests} />
    </DialogForm>
  )
}
