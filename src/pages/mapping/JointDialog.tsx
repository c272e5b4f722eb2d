import { z } from 'zod'
import type { JointProposal } from '../../../domain/practice/mapping.ts'
import { JointActionFields } from '../../../domain/record/strategy-fields.ts'
import type { JointAction, PriorityMatrix } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
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

const { title, text } = JointActionFields.shape
const Fields = z.object({
  title: wordsFor(title, 'Give the joint action a title.'),
  text,
  systems: z.array(z.string()).min(2, 'A joint action needs two systems or more.'),
})

function JointForm({ joint, matrix, onClose }: Props & { joint: JointDraft }) {
  const { systems: all } = useApp()
  const save = useTell('joint.save')
  const form = useEntryForm({
    draft: `joint/${joint.id ?? `new/${joint.priority ?? joint.focusArea}`}`,
    values: { title: joint.title, text: joint.text ?? '', systems: [...joint.systems] },
    basis: joint,
    schema: Fields,
    save: async ({ title, text, systems }, begun) => {
      const draft = { title: title.trim(), text: textOrNull(text), systems }
      const { id, heads, priority, focusArea, rests } = begun
      const fields = id ? changedFields(draft, begun) : { ...draft, priority, focusArea, rests }
      if (Object.keys(fields).length === 0) return
      await save.mutateAsync({ ...(id && { id, seen: seenOf(heads, fields) }), fields })
    },
    onSaved: onClose,
  })
  const { systems } = form.values

  return (
    <EntryDialogForm form={form} action={joint.id ? 'Save' : 'Put forward'} onCancel={onClose}>
      <TextField
        label="Title"
        {...form.field('title')}
        problem={form.problem('title') ?? form.problem('systems')}
        autoFocus
      />
      <TextArea label="What the systems would do" rows={3} {...form.field('text')} />
      <fieldset className="mapping-targets">
        <legend>Systems</legend>
        {all.map(({ ods, name }) => (
          <Checkbox
            key={ods}
            isSelected={systems.includes(ods)}
            onChange={(isIn) =>
              form.set({
                systems: isIn ? [...systems, ods] : systems.filter((each) => each !== ods),
              })
            }
          >
            {name}
          </Checkbox>
        ))}
      </fieldset>
      <Rests matrix={matrix} rests={joint.rests} />
    </EntryDialogForm>
  )
}
