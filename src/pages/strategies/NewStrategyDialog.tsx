import { useId, useState } from 'react'
import { StrategyFields } from '../../../domain/record/strategy-fields.ts'
import { STRATEGY_TEMPLATES, type StrategyTemplate } from '../../../domain/record/strategy-words.ts'
import { templateSummary } from '../../../domain/strategies/templates/summaries.ts'
import { useTell } from '../../app/api.ts'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { longestOf } from '../../forms/limits.ts'
import { NotSaved, useEntryForm } from '../../forms/useEntryForm.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { textOrNull } from '../shared/changes.ts'
import { PriorityChoice } from '../shared/PriorityChoice.tsx'

interface Props {
  open: boolean
  onClose: () => void
  /** Told the strategy's id once it is made. */
  onMade: (id: string) => void
}

/** Begins a strategy: which text to start from, and what it is called. */
export function NewStrategyDialog(props: Props) {
  return (
    <Dialog title="New strategy" open={props.open} onClose={props.onClose}>
      {/* Drawn only while open, so that each opening starts afresh. */}
      {props.open && <NewStrategyForm {...props} />}
    </Dialog>
  )
}

interface Typed {
  template: StrategyTemplate
  /** `null` until the person types: then the template's own title stands there. */
  title: string | null
  purpose: string
  priorities: number[]
}

const titleOf = ({ title, template }: Typed) =>
  title ?? (template === 'blank' ? '' : templateSummary(template).title)

function NewStrategyForm({ onClose, onMade }: Props) {
  const create = useTell('strategies.create')
  const form = useEntryForm({
    draft: 'strategy/new',
    values: { template: 'diabetes', title: null, purpose: '', priorities: [] } as Typed,
    save: async (values) => {
      const named = titleOf(values).trim()
      if (named === '') {
        setProblem('Give the strategy a name.')
        throw new NotSaved()
      }
      const { template, purpose, priorities } = values
      return create.mutateAsync({
        ...{ template, title: named, purpose: textOrNull(purpose), priorities },
      })
    },
    onSaved: ({ id }) => {
      onClose()
      onMade(id)
    },
  })
  const [problem, setProblem] = useState<string | null>(null)
  const { template, purpose, priorities } = form.values
  const title = titleOf(form.values)

  return (
    <EntryDialogForm form={form} action="Start writing" onCancel={onClose}>
      <TemplateChoice chosen={template} onChange={(chosen) => form.set({ template: chosen })} />
      <TextField
        label="Name"
        value={title}
        onChange={(typed) => form.set({ title: typed })}
        problem={problem}
        longest={longestOf(StrategyFields.shape.title)}
      />
      <TextArea
        label="What it is for"
        hint="A sentence or two. It stands in the list of strategies."
        rows={2}
        value={purpose}
        onChange={(typed) => form.set({ purpose: typed })}
        longest={longestOf(StrategyFields.shape.purpose)}
      />
      <details className="strategy-more">
        <summary>Priorities for change{priorities.length > 0 && ` (${priorities.length})`}</summary>
        <PriorityChoice
          chosen={priorities}
          onChange={(chosen) => form.set({ priorities: chosen })}
        />
      </details>
    </EntryDialogForm>
  )
}

function TemplateChoice({
  chosen,
  onChange,
}: {
  chosen: StrategyTemplate
  onChange: (template: StrategyTemplate) => void
}) {
  const name = useId()
  return (
    <fieldset className="template-choice">
      <legend className="field-label">Start from</legend>
      {STRATEGY_TEMPLATES.map((template) => {
        const { title, line } = templateSummary(template)
        return (
          <label key={template} className="template-option">
            <input
              type="radio"
              name={name}
              checked={template === chosen}
              onChange={() => onChange(template)}
            />
            <span>
              <strong>{title}</strong>
              <span className="quiet">{line}</span>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
