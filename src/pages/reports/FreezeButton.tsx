import { useNavigate } from '@tanstack/react-router'
import type { ReportDetail } from '../../../preload/reports-types.ts'
import { type AskError, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { toast } from '../../app/toast.tsx'
import { useJob } from '../../app/useJob.ts'
import { Button } from '../../ui/Button.tsx'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { useKeptFocus } from '../shared/useKeptFocus.ts'
import { freezeWords } from './report-words.ts'

/** Holds the record as it stands now, for this report to speak from. */
export function FreezeButton({ report }: { report: ReportDetail }) {
  const { ics } = useApp()
  const navigate = useNavigate()
  // Named as the report is, so that the page follows it even after it was loaded again.
  const job = useJob(report.id)
  // A freeze stays once it is made: what is said of it offers no way back.
  const freeze = useTell('reports.freeze', { quiet: true })
  const isRunning = freeze.isPending || job.progress !== null
  const place = useKeptFocus<HTMLDivElement>(isRunning)
  const isFirst = report.freezes === 0
  const showMoved = () =>
    void navigate({
      to: '/reports/$id',
      params: { id: report.id },
      search: { ics, view: 'freezes' },
    })
  // Told even to somebody who has gone to another page meanwhile.
  const start = () =>
    void freeze.mutateAsync({ report: report.id, job: job.start() }).then(
      ({ said }) =>
        toast({
          text: said,
          ...(!isFirst && { action: { label: 'See what moved', run: showMoved } }),
        }),
      ({ code, message }: AskError) =>
        toast({ text: message, ...(code !== 'cancelled' && { level: 'problem' }) }),
    )
  return (
    <div className="freeze-standing" ref={place}>
      {isRunning ? (
        <JobProgress label="Freezing the record" progress={job.progress} onCancel={job.cancel} />
      ) : (
        <>
          <span className="quiet">
            {report.freeze
              ? `Figures of ${freezeWords(report.freeze)}`
              : 'Nothing is frozen yet, so there are no figures.'}
          </span>
          <Button kind={isFirst ? 'primary' : 'standard'} whyNot={report.whyNot} onPress={start}>
            {isFirst ? 'Freeze the record' : 'Freeze again'}
          </Button>
        </>
      )}
    </div>
  )
}
