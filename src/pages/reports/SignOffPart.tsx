import { useState } from 'react'
import { z } from 'zod'
import { SignOff } from '../../../domain/record/report-fields.ts'
import { draftReasons, isSigned } from '../../../domain/reports/draft.ts'
import type { ReportDetail } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { EntryDialogForm } from '../../forms/EntryDialogForm.tsx'
import { wordsFor } from '../../forms/limits.ts'
import { useEntryForm } from '../../forms/useEntryForm.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { formatDate } from '../../ui/format.ts'
import { TextField } from '../../ui/TextField.tsx'

interface Props {
  report: ReportDetail
  freeze: string
}

/** Who signs the report, and what makes it a draft until they have. */
export function SignOffPart({ report, freeze }: Props) {
  const { today } = useApp()
  const save = useTell('reports.save')
  const [isAdding, setAdding] = useState(false)
  const { signOff } = report
  const reasons = draftReasons({ ...report, freeze })
  const put = (next: SignOff[]) =>
    save.mutateAsync({
      id: report.id,
      fields: { signOff: next },
      seen: { signOff: report.heads.signOff ?? [] },
    })
  const change = (place: number, signed: SignOff['signed']) =>
    void put(signOff.map((each, at) => (at === place ? { ...each, signed } : each))).catch(
      () => undefined,
    )
  return (
    <section className="sign-off" aria-labelledby="sign-off">
      <h3 id="sign-off">{reasons.length > 0 ? 'A draft until it is signed' : 'Done and signed'}</h3>
      {reasons.length > 0 && (
        <ul className="sign-off-reasons">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {signOff.length > 0 && (
        <ul className="sign-off-people" aria-label="Who signs">
          {signOff.map((each, place) => {
            const { name, role, signed } = each
            const isNow = isSigned(each, freeze)
            return (
              <li key={`${name} ${role}`}>
                <span>
                  <strong>{name}</strong>, {role}:{' '}
                  {isNow && signed ? `signed on ${formatDate(signed.on)}` : 'not signed'}
                </span>
                <Button
                  whyNot={report.whyNot}
                  onPress={() => change(place, isNow ? null : { on: today, freeze })}
                >
                  {isNow ? `Take back ${name}’s signature` : `${name} signs today`}
                </Button>
                <Button
                  kind="quiet"
                  whyNot={report.whyNot}
                  onPress={() =>
                    void put(signOff.filter((_, at) => at !== place)).catch(() => undefined)
                  }
                >
                  Remove {name}
                </Button>
              </li>
            )
          })}
        </ul>
      )}
      <div>
        <Button whyNot={report.whyNot} onPress={() => setAdding(true)}>
          Add somebody who signs
        </Button>
      </div>
      <Dialog title="Who signs the report" open={isAdding} onClose={() => setAdding(false)}>
        {isAdding && (
          <SignerForm
            draft={`sign-off/${report.id}`}
            onClose={() => setAdding(false)}
            add={(person) => put([...signOff, { ...person, signed: null }])}
          />
        )}
      </Dialog>
    </section>
  )
}

const Person = z.object({
  name: wordsFor(SignOff.shape.name, 'Say who signs.'),
  role: wordsFor(SignOff.shape.role, 'Say in which role.'),
})

function SignerForm({
  draft,
  onClose,
  add,
}: {
  draft: string
  onClose: () => void
  add: (person: { name: string; role: string }) => Promise<unknown>
}) {
  const form = useEntryForm({
    draft,
    values: { name: '', role: '' },
    schema: Person,
    save: ({ name, role }) => add({ name: name.trim(), role: role.trim() }),
    onSaved: onClose,
  })
  return (
    <EntryDialogForm form={form} action="Add" onCancel={onClose}>
      <TextField label="Name" {...form.field('name')} autoFocus />
      <TextField label="Role" placeholder="Regional director" {...form.field('role')} />
    </EntryDialogForm>
  )
}
