import { Link } from '@tanstack/react-router'
import type { VerifyReport } from '../../../preload/types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { useJob } from '../../app/useJob.ts'
import { Button } from '../../ui/Button.tsx'
import { formatBytes, formatMoment, formatNumber, plural } from '../../ui/format.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'

/** The open record: where it is, how large, whether it is sound; and the move to the other one. */
export function RecordSection() {
  const { state } = useApp()
  const info = useAsk('record.info', {})
  return (
    <section aria-labelledby="record">
      <h2 id="record">Your record</h2>
      {info.error && <ErrorState error={info.error} retry={info.refetch} />}
      {info.isPending && <Loading />}
      {info.data && (
        <dl className="settings-facts">
          <dt>Open now</dt>
          <dd>{info.data.example ? 'Example data, invented' : 'Your own record'}</dd>
          <dt>Member</dt>
          <dd>{state.member?.name}</dd>
          <dt>File</dt>
          <dd className="settings-path">{info.data.path}</dd>
          <dt>Size</dt>
          <dd className="numbers">
            {formatBytes(info.data.bytes)}, {plural(info.data.entries, 'entry', 'entries')} in{' '}
            {plural(info.data.streams, 'stream')}
          </dd>
          <dt>Begun</dt>
          <dd>{formatMoment(info.data.createdAt)}</dd>
          <dt>Version</dt>
          <dd>Accord {state.version}</dd>
        </dl>
      )}
      <SwitchRecord />
      <VerifyRecord />
    </section>
  )
}

function SwitchRecord() {
  const { state } = useApp()
  const switchRecord = useTell('record.switch')
  const example = useTell('record.createExample')
  const job = useJob()
  if (example.isPending) {
    return (
      <JobProgress
        label="Inventing data for eleven systems"
        progress={job.progress}
        onCancel={job.cancel}
      />
    )
  }
  if (state.record === 'example') {
    return state.has.own ? (
      <Button onPress={() => switchRecord.mutate({ to: 'own' })}>Go to your own record</Button>
    ) : (
      <Link className="button button-standard" to="/start">
        Start your own record
      </Link>
    )
  }
  return (
    <Button
      onPress={() =>
        state.has.example
          ? switchRecord.mutate({ to: 'example' })
          : example.mutate({ job: job.start() })
      }
    >
      Look around in example data
    </Button>
  )
}

/** Rebuilds the tables from the log beside the record and compares them. */
function VerifyRecord() {
  const verify = useTell('record.verify')
  const job = useJob()
  return (
    <div className="settings-verify">
      {verify.isPending ? (
        <JobProgress label="Checking the record" progress={job.progress} onCancel={job.cancel} />
      ) : (
        <Button onPress={() => verify.mutate({ job: job.start() })}>Check the record</Button>
      )}
      {verify.data && <VerifyOutcome report={verify.data} />}
    </div>
  )
}

function VerifyOutcome({ report }: { report: VerifyReport }) {
  const rows = Object.values(report.rows).reduce((sum, count) => sum + count, 0)
  if (report.ok) {
    return (
      <div role="status">
        <p>
          The record is sound: {plural(report.entries, 'entry', 'entries')} rebuilt to the same{' '}
          {formatNumber(rows)} rows.
        </p>
        <Signed of={report.signatures} />
        <Sentences of={[...report.setAside, ...report.signatures.unconfirmed]} />
      </div>
    )
  }
  return (
    <div role="alert">
      {report.differences.length > 0 && (
        <p>
          The record differs from its log in {plural(report.differences.length, 'place')}. Make a
          backup now, then restore an earlier one.
        </p>
      )}
      {report.signatures.problems.length > 0 && (
        <p>
          The signatures do not fit in {plural(report.signatures.problems.length, 'place')}:
          somebody may have changed or removed what others wrote. Tell an administrator.
        </p>
      )}
      <Sentences of={[...report.differences, ...report.signatures.problems, ...report.setAside]} />
    </div>
  )
}

function Signed({ of: { signed, unsigned, stated } }: { of: VerifyReport['signatures'] }) {
  if (signed === 0) return null
  return (
    <p>
      {plural(signed, 'entry is', 'entries are')} signed by their authors
      {unsigned > 0 &&
        `; ${formatNumber(unsigned)} were written before Accord signed, and their authors have since stated ${formatNumber(stated)} of them`}
      .
    </p>
  )
}

function Sentences({ of }: { of: readonly string[] }) {
  if (of.length === 0) return null
  return (
    <ul className="settings-differences">
      {of.slice(0, 20).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
