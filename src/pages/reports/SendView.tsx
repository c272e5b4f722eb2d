import { useState } from 'react'
import {
  REPORT_FORMAT_WORDS,
  REPORT_FORMATS,
  type ReportFormat,
} from '../../../domain/reports/formats.ts'
import type { ReportDetail } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { keepFile } from '../../app/keep-file.ts'
import { useJob } from '../../app/useJob.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useKeptFocus } from '../shared/useKeptFocus.ts'
import { freezeWords } from './report-words.ts'
import { SignOffPart } from './SignOffPart.tsx'

/** Builds the report's files from the freeze it speaks from. */
export function SendView({ report }: { report: ReportDetail }) {
  const { freeze } = report
  if (!freeze)
    return (
      <EmptyState title="There is nothing to build yet">
        Freeze the record first: a report speaks from one moment.
      </EmptyState>
    )
  const again = [...report.contents, ...report.annexes].filter(({ moved }) => moved.length > 0)
  return (
    <section className="send-view" aria-labelledby="build">
      <h2 id="build">Build and send</h2>
      <p>
        From the freeze of {freezeWords(freeze)}. {report.done} of {report.sections} sections are
        marked as done.
      </p>
      <SignOffPart key={JSON.stringify(report.signOff)} report={report} freeze={freeze.id} />
      {again.length > 0 && (
        <p className="why-not">
          Sentences quote figures that have changed since they were written. Read them again first:{' '}
          {again.map(({ title }) => title).join('; ')}.
        </p>
      )}
      <Formats freeze={freeze.id} />
    </section>
  )
}

function Formats({ freeze }: { freeze: string }) {
  const job = useJob()
  const build = useTell('reports.build')
  const [isPublic, setPublic] = useState(false)
  const place = useKeptFocus<HTMLDivElement>(
    build.isPending,
    // Whoever built one format, or called it off, goes on from there.
    `[data-format=${build.variables?.format ?? 'none'}]`,
  )
  const make = (format: ReportFormat) =>
    build.mutate(
      { freeze, format, public: isPublic, job: job.start() },
      { onSuccess: (file) => void keepFile(file, 'Attach it to an e-mail to send it.') },
    )
  return (
    <div ref={place}>
      {build.isPending ? (
        <JobProgress label="Building the report" progress={job.progress} onCancel={job.cancel} />
      ) : (
        <>
          <Checkbox isSelected={isPublic} onChange={setPublic}>
            Public version: without names and contacts, and with small numbers about people left out
          </Checkbox>
          <ul className="report-formats">
            {REPORT_FORMATS.map((format) => (
              <li key={format}>
                <Button data-format={format} onPress={() => make(format)}>
                  {REPORT_FORMAT_WORDS[format].words}
                </Button>
                <span className="quiet">{REPORT_FORMAT_WORDS[format].line}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
