import { useMutation } from '@tanstack/react-query'
import { ask } from '../../../app/api.ts'
import { useJob } from '../../../app/useJob.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { FileDrop } from '../../../ui/FileDrop.tsx'
import { JobProgress } from '../../../ui/JobProgress.tsx'
import { TaskProblem } from '../../shared/TaskProblem.tsx'
import { useWhyNot } from '../../shared/useWhyNot.ts'
import { TrackerReview } from './TrackerReview.tsx'
import './tracker.css'

const ENDINGS = ['.xlsx', '.xlsm', '.xlsb', '.xls', '.ods', '.csv', '.tsv', '.txt']

/** A list of actions that somebody keeps for themselves, in whatever layout: read, asked about, brought in. */
export function TrackerPart({ ics }: { ics: string }) {
  const whyNot = useWhyNot(ics)
  const job = useJob()
  const read = useMutation({
    mutationFn: async (file: File) =>
      ask('tracker.read', { ics, file: await bridge.takeIn(file), job: job.start() }),
  })
  return (
    <section aria-labelledby="tracker">
      <h2 id="tracker">Bring in my tracker</h2>
      {read.isSuccess ? (
        <TrackerReview key={read.data.look} first={read.data} onDone={read.reset} />
      ) : read.isPending ? (
        <JobProgress label="Reading the tracker" progress={job.progress} onCancel={job.cancel} />
      ) : (
        <>
          <TaskProblem error={read.error} />
          <FileDrop
            label="Choose a tracker"
            hint="Any workbook or text file with a row for each action: your own, or an export of Planner, SharePoint, Teams or Smartsheet. You see everything before it is written."
            endings={ENDINGS}
            onFile={read.mutate}
            whyNot={whyNot}
          />
        </>
      )}
    </section>
  )
}
