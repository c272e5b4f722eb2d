import type { ReportDetail } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { useJob } from '../shared/useJob.ts'
import { freezeWords } from './report-words.ts'

/** Holds the record as it stands now, for this report to speak from. */
export function FreezeButton({ report }: { report: ReportDetail }) {
  const job = useJob()
  const freeze = useTell('reports.freeze')
  if (freeze.isPending)
    return <JobProgress label="Freezing the record" progress={job.progress} onCancel={job.cancel} />
  return (
    <div className="freeze-standing">
      <span className="quiet">
        {report.freeze
          ? `Figures of ${freezeWords(report.freeze)}`
          : 'Nothing is frozen yet, so there are no figures.'}
      </span>
      <Button
        kind={report.freeze ? 'standard' : 'primary'}
        whyNot={report.whyNot}
        onPress={() => freeze.mutate({ report: report.id, job: job.start() })}
      >
        {report.freeze ? 'Freeze again' : 'Freeze the record'}
      </Button>
    </div>
  )
}
