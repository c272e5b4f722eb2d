import { useId, useState } from 'react'
import { STRATEGY_TEMPLATES, type StrategyTemplate } from '../../../domain/record/strategy-words.ts'
import { templateSummary } from '../../../domain/strategies/templates/summaries.ts'
import { useTell } from '../../app/api.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
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

function NewStrategyForm({ onClose, onMade }: Props) {
  const create = useTell('strategies.create')
  const [template, setTemplate] = useState<StrategyTemplate>('diabetes')
  /** `null` until the person types: then the template's own title stands there. */
  const [typed, setTyped] = useState<string | null>(null)
  const [purpose, setPurpose] = useState('')
  const [priorities, setPriorities] = useState<number[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const title = typed ?? (template === 'blank' ? '' : templateSummary(template).title)

  function submit() {
    if (title.trim() === '') return setProblem('Give the strategy a name.')
    create.mutate(
      { template, title: title.trim(), purpose: textOrNull(purpose), priorities },
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
      action="Start writing"
      onSubmit={submit}
      onCancel={onClose}
      isDisabled={create.isPending}
    >
      <TemplateChoice chosen={template} onChange={setTemplate} />
      <TextField label="Name" value={title} onChange={setTyped} problem={problem} maxLength={200} />
      <TextArea
        label="What it is for"
        hint="A sentence or two. It stands in the list of strategies."
        rows={2}
        value={purpose}
        onChange={setPurpose}
        maxLength={2000}
      />
      <details className="strategy-more">
        <summary>Priorities for change{priorities.length > 0 && ` (${priorities.length})`}</summary>
        <PriorityChoice chosen={priorities} onChange={setPriorities} />
      </details>
    </DialogForm>
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
