import { z } from 'zod'
import { parsePeriod } from '../../../domain/metrics/periods.ts'
import { TargetFields } from '../../../domain/record/metric-fields.ts'
import type { MetricDetail, Target } from '../../../preload/metrics-types.ts'
import { useTell } from '../../app/api.ts'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
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

const Fields = z.object({
  value: z.string().refine((text) => readNumber(text) !== undefined, {
    message: 'Give the value to be reached, as a number.',
  }),
  period: z.string().refine((text) => parsePeriod(text) !== undefined, {
    message: 'Give a period such as 2027/28, 2028 or 2026 - 28.',
  }),
  trajectory: z.string().superRefine((text, context) => {
    const { problem } = readTrajectory(text)
    if (problem !== null) context.addIssue({ code: 'custom', message: problem })
  }),
  note: TargetFields.shape.note,
})

/** Sets a target and the steps towards it, or takes it away. */
export function TargetDialog({ detail, scope, target, onClose }: Props) {
  const save = useTell('metrics.setTarget')
  const common = { scope, metric: detail.definition.id }
  const form = useEntryForm({
    draft: `target/${scope}/${detail.definition.id}`,
    values: {
      value: target ? String(target.value) : '',
      period: target?.period ?? '',
      trajectory: trajectoryText(target?.trajectory ?? []),
      note: target?.note ?? '',
    },
    basis: target ?? null,
    schema: Fields,
    save: (typed, inView) => {
      const fields = {
        value: readNumber(typed.value) ?? 0,
        period: parsePeriod(typed.period)?.label ?? '',
        trajectory: readTrajectory(typed.trajectory).steps ?? [],
        note: typed.note.trim() || null,
      }
      return save.mutateAsync({ ...common, fields, seen: seenFor(inView?.fields ?? {}, fields) })
    },
    onSaved: onClose,
  })

  function takeAway() {
    const fields = { value: null }
    save.mutate(
      { ...common, fields, seen: seenFor(target?.fields ?? {}, fields) },
      { onSuccess: onClose },
    )
  }

  return (
    <Dialog title={`Target: ${detail.definition.name}`} open onClose={onClose}>
      <EntryDialogForm
        form={form}
        action="Save"
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
          {...form.field('value')}
          inputMode="decimal"
          autoFocus
        />
        <TextField label="By when" hint="A period such as 2027/28" {...form.field('period')} />
        <TextArea
          label="Steps on the way"
          hint="One on each line, such as 2025/26: 12.5. Leave empty for none."
          {...form.field('trajectory')}
          rows={3}
        />
        <TextArea label="Note" {...form.field('note')} rows={2} />
      </EntryDialogForm>
    </Dialog>
  )
}
