import { useState } from 'react'
import { parsePeriod } from '../../../domain/metrics/periods.ts'
import type { MetricDetail, Target } from '../../../preload/metrics-types.ts'
import { useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { DialogForm } from '../../ui/DialogForm.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { seenFor } from '../shared/seen.ts'
import { readNumber, readTrajectory, trajectoryText } from './trajectory.ts'

interface Props {
  detail: MetricDetail
  /** ODS code, or `region`. */
  scope: string
  /** Absent where there is none yet. */
  target: Target | undefined
  onClose: () => void
}

type Problems = Partial<Record<'value' | 'period' | 'trajectory', string>>

/** Sets a target and the steps towards it, or takes it away. */
export function TargetDialog({ detail, scope, target, onClose }: Props) {
  const save = useTell('metrics.setTarget')
  const [value, setValue] = useState(target ? String(target.value) : '')
  const [period, setPeriod] = useState(target?.period ?? '')
  const [steps, setSteps] = useState(trajectoryText(target?.trajectory ?? []))
  const [note, setNote] = useState(target?.note ?? '')
  const [problems, setProblems] = useState<Problems>({})
  const common = { scope, metric: detail.definition.id }

  function submit() {
    const number = readNumber(value)
    const when = parsePeriod(period)
    const trajectory = readTrajectory(steps)
    setProblems({
      ...(number === undefined ? { value: 'Give the value to be reached, as a number.' } : {}),
      ...(when === undefined
        ? { period: 'Give a period such as 2027/28, 2028 or 2026 - 28.' }
        : {}),
      ...(trajectory.problem === null ? {} : { trajectory: trajectory.problem }),
    })
    if (number === undefined || when === undefined || trajectory.problem !== null) return
    const fields = {
      value: number,
      period: when.label,
      trajectory: trajectory.steps,
      note: note.trim() || null,
    }
    save.mutate(
      { ...common, fields, seen: seenFor(target?.fields ?? {}, fields) },
      { onSuccess: onClose },
    )
  }

  function takeAway() {
    const fields = { value: null }
    save.mutate(
      { ...common, fields, seen: seenFor(target?.fields ?? {}, fields) },
      { onSuccess: onClose },
    )
  }

  return (
    <Dialog title={`Target: ${detail.definition.name}`} open onClose={onClose}>
      <DialogForm
        action="Save"
        onSubmit={submit}
        onCancel={onClose}
        isDisabled={save.isPending}
        more={
          target && (
            <Button kind="danger" onPress={takeAway} isDisabled={save.isPending}>
              Take the target away
            </Button>
          )
        }
      >
        <TextField
          label={`Value to be reached, ${detail.definition.unit}`}
          value={value}
          onChange={setValue}
          problem={problems.value}
          inputMode="decimal"
          autoFocus
        />
        <TextField
          label="By when"
          hint="A period such as 2027/28"
          value={period}
          onChange={setPeriod}
          problem={problems.period}
        />
        <TextArea
          label="Steps on the way"
          hint="One on each line, such as 2025/26: 12.5. Leave empty for none."
          value={steps}
          onChange={setSteps}
          problem={problems.trajectory}
          rows={3}
        />
        <TextArea label="Note" value={note} onChange={setNote} longest={1000} rows={2} />
      </DialogForm>
    </Dialog>
  )
}
