import { useState } from 'react'
import { EvidenceFields } from '../../../../domain/record/subjects.ts'
import type { ActionDetail, Evidence } from '../../../../preload/types.ts'
import { useTell } from '../../../app/api.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { DraftNote } from '../../../forms/DraftNote.tsx'
import { useEntryForm } from '../../../forms/useEntryForm.ts'
import { Button } from '../../../ui/Button.tsx'
import { formatMoment } from '../../../ui/format.ts'
import { showTooLong } from '../../../ui/length.ts'
import { TextField } from '../../../ui/TextField.tsx'

/** Where the proof is: web addresses, or the names and places of files that stay where they are. */
export function EvidenceList({ detail }: { detail: ActionDetail }) {
  const [adding, setAdding] = useState(false)
  return (
    <section aria-labelledby="action-evidence">
      <h2 id="action-evidence">Evidence</h2>
      {detail.evidence.length === 0 ? (
        <p className="quiet">None yet. Point to a paper, a page or a file that shows the work.</p>
      ) : (
        <ul className="evidence">
          {detail.evidence.map((piece) => (
            <EvidenceItem key={piece.id} piece={piece} detail={detail} />
          ))}
        </ul>
      )}
      {adding ? (
        <EvidenceForm detail={detail} onDone={() => setAdding(false)} />
      ) : (
        <Button whyNot={detail.whyNot} onPress={() => setAdding(true)}>
          Add evidence
        </Button>
      )}
    </section>
  )
}

function EvidenceItem({ piece, detail }: { piece: Evidence; detail: ActionDetail }) {
  const remove = useTell('evidence.remove')
  const isAddress = /^https?:\/\//.test(piece.location)
  return (
    <li>
      <div>
        {isAddress ? (
          <a
            href={piece.location}
            onClick={(event) => {
              event.preventDefault()
              bridge.openOutside(piece.location)
            }}
          >
            {piece.title}
          </a>
        ) : (
          <span>{piece.title}</span>
        )}
        <p className="evidence-where">
          {piece.location} · {piece.addedBy}, {formatMoment(piece.addedAt)}
        </p>
      </div>
      {detail.mayEdit && (
        <Button
          kind="quiet"
          aria-label={`Remove ${piece.title}`}
          isDisabled={remove.isPending}
          onPress={() => remove.mutate({ ics: detail.row.ics, id: piece.id })}
        >
          Remove
        </Button>
      )}
    </li>
  )
}

function EvidenceForm({ detail, onDone }: { detail: ActionDetail; onDone: () => void }) {
  const add = useTell('evidence.add')
  const { ics, reference } = detail.row
  const form = useEntryForm({
    draft: `action/${ics}/${reference}/evidence`,
    values: { title: '', location: '' },
    schema: EvidenceFields,
    save: (values) => add.mutateAsync({ ics, reference, ...values }),
    onSaved: onDone,
  })
  const isComplete = form.values.title.trim() !== '' && form.values.location.trim() !== ''
  return (
    <form
      className="evidence-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isComplete && !showTooLong(event.currentTarget)) void form.submit()
      }}
    >
      <DraftNote form={form} />
      <TextField label="What it is" {...form.field('title')} autoFocus />
      <TextField
        label="Where it is"
        hint="A web address, or the name and place of a file. The file itself stays where it is."
        {...form.field('location')}
      />
      <div className="form-buttons">
        <Button kind="primary" type="submit" isDisabled={!isComplete || form.isSaving}>
          Add
        </Button>
        <Button onPress={onDone}>Cancel</Button>
      </div>
    </form>
  )
}
