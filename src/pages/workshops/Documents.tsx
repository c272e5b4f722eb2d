import { useState } from 'react'
import { FORMATS, PUBLICATION_FORMATS } from '../../../domain/publication/formats.ts'
import {
  SESSION_DOCUMENT_WORDS,
  type SessionDocument,
} from '../../../domain/record/workshop-words.ts'
import type { SessionDetail } from '../../../preload/workshops-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { keepFile } from '../../app/keep-file.ts'
import { useJob } from '../../app/useJob.ts'
import { Button } from '../../ui/Button.tsx'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'

const WHAT_IT_HOLDS: Record<SessionDocument, string> = {
  pack: 'The agenda, a page on each item, and last time’s minutes',
  agenda: 'Times, items and presenters on a page',
  brief: 'A page on each item, from the record',
  minutes: 'Who was there, what was said, what was agreed',
  actions: 'Everything agreed in this series, and what became of it',
  presenters: 'Who presents what and when, and what is still open',
  attendance: 'Who came to the sessions of this series, by system',
}

interface Props {
  session: SessionDetail
  which: readonly SessionDocument[]
}

/** The session's documents, to save in the form each reader needs. */
export function Documents({ session, which }: Props) {
  const job = useJob()
  const make = useTell('workshops.export')
  const making = make.isPending ? make.variables.what : null
  return (
    <ul className="documents">
      {which.map((what) => (
        <li key={what}>
          <div>
            <strong>{SESSION_DOCUMENT_WORDS[what]}</strong>
            <p className="quiet">{WHAT_IT_HOLDS[what]}</p>
          </div>
          {making === what ? (
            <JobProgress
              label={`Writing the ${SESSION_DOCUMENT_WORDS[what].toLowerCase()}`}
              progress={job.progress}
              onCancel={job.cancel}
            />
          ) : (
            <fieldset className="document-formats">
              <legend className="visually-hidden">Save {SESSION_DOCUMENT_WORDS[what]} as</legend>
              {PUBLICATION_FORMATS.map((format) => (
                <Button
                  key={format}
                  aria-label={`${SESSION_DOCUMENT_WORDS[what]}: save as ${FORMATS[format].words}`}
                  isDisabled={making !== null}
                  onPress={() =>
                    make.mutate(
                      { session: session.id, what, format, job: job.start() },
                      { onSuccess: (file) => keepFile(file) },
                    )
                  }
                >
                  {FORMATS[format].words}
                </Button>
              ))}
            </fieldset>
          )}
          <ReadingAge session={session.id} what={what} />
        </li>
      ))}
    </ul>
  )
}

/** How hard a document is to read, worked out when asked for. */
function ReadingAge({ session, what }: { session: string; what: SessionDocument }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="reading-age" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>How easy it is to read</summary>
      {isOpen && <ReadingAgeFound session={session} what={what} />}
    </details>
  )
}

function ReadingAgeFound({ session, what }: { session: string; what: SessionDocument }) {
  const preview = useAsk('workshops.document', { session, what })
  if (preview.isPending) return <Loading label="Counting words" />
  if (preview.isError) return <ErrorState error={preview.error} retry={preview.refetch} />
  const found = preview.data.readability
  if (found === null) return <p>There are no sentences in it yet.</p>
  return (
    <>
      <p>
        Reading age <strong>{Math.round(found.readingAge)}</strong>, over{' '}
        <span className="numbers">{found.sentences}</span> sentences ({found.method}).
      </p>
      {found.hardest.length > 0 && (
        <>
          <p>The hardest sentences:</p>
          <ol>
            {found.hardest.map(({ text, readingAge }) => (
              <li key={text}>
                {text} <span className="quiet">Age {Math.round(readingAge)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}

/** The invitation for calendars; sent again, it updates or cancels what people have. */
export function Invitation({ session }: { session: SessionDetail }) {
  const make = useTell('workshops.invitation')
  const invited = session.attendance.filter((person) => person.invited)
  const reachable = invited.filter(({ email }) => email !== null)
  const isCancelled = session.state === 'cancelled'
  return (
    <div className="invitation">
      <div>
        <strong>{isCancelled ? 'Cancellation' : 'Invitation'}</strong>
        <p className="quiet">
          {isCancelled
            ? 'A calendar file that takes the session out of people’s calendars.'
            : 'A calendar file for Outlook and others. Send it again after a change: it updates what people have.'}{' '}
          {invited.length === 0
            ? 'Nobody is invited yet.'
            : `${reachable.length} of ${invited.length} invited people have an e-mail address.`}
        </p>
        {!isCancelled && session.organiser === null && (
          <p className="agenda-warning">
            No organiser is named: calendars add the session but ask for no answer, so nobody learns
            who will come. Name one under “Change when, where and who”.
          </p>
        )}
      </div>
      <Button
        whyNot={session.whyNot}
        isDisabled={make.isPending}
        onPress={() =>
          make.mutate({ session: session.id }, { onSuccess: (file) => keepFile(file) })
        }
      >
        {isCancelled ? 'Save the cancellation' : 'Save the invitation'}
      </Button>
    </div>
  )
}
