import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask, useAsk, useTell } from '../../app/api.ts'
import { useJob } from '../../app/useJob.ts'
import { bridge } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { formatMoment, plural } from '../../ui/format.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { Page } from '../../ui/Page.tsx'
import { TaskProblem } from '../shared/TaskProblem.tsx'
import { ReportPreviewTable } from './ReportPreviewTable.tsx'
import '../shared/pages.css'
import './import.css'

/** Brings in the commission's report: choose the file, read what was found, then import it. */
export function ImportReportPage() {
  const status = useAsk('catalogue.reportStatus', {})
  const job = useJob()
  const preview = useMutation({
    mutationFn: async (file: File) =>
      ask('catalogue.previewReport', { file: await bridge.takeIn(file), job: job.start() }),
  })
  const importReport = useTell('catalogue.importReport')
  const again = () => {
    preview.reset()
    importReport.reset()
  }

  return (
    <Page
      title="Import the report"
      subtitle="The commission’s full wording then stands beside our summary of each action."
    >
      <div className="import">
        {importReport.isSuccess ? (
          <section role="status">
            <h2>The report is imported</h2>
            <p>
              {plural(importReport.data.actions, 'action')} now show the commission’s wording, and{' '}
              {plural(importReport.data.caseStudies, 'case study', 'case studies')} are under
              Learning. {plural(importReport.data.changed, 'wording')} changed since the last
              import.
            </p>
            <div className="form-buttons">
              <Link className="button button-primary" to="/learning">
                Read the case studies
              </Link>
              <Link className="button button-standard" to="/register">
                Open the register
              </Link>
            </div>
          </section>
        ) : preview.isSuccess ? (
          <>
            <ReportPreviewTable preview={preview.data} />
            <div className="form-buttons">
              <Button onPress={again}>Choose another file</Button>
              <Button
                kind="primary"
                isDisabled={importReport.isPending}
                whyNot={
                  preview.data.matched === 0
                    ? 'Nothing in this file fits the commission’s actions. Choose another file.'
                    : null
                }
                onPress={() => importReport.mutate({ preview: preview.data.preview })}
              >
                {preview.data.warning === null ? 'Import the report' : 'Import what was found'}
              </Button>
            </div>
          </>
        ) : preview.isPending ? (
          <JobProgress label="Reading the report" progress={job.progress} onCancel={job.cancel} />
        ) : (
          <>
            <TaskProblem error={preview.error} />
            <FileDrop
              label="Choose the report"
              hint="Drop the report here, as PDF, Word or text. It stays on this computer."
              endings={['.pdf', '.docx', '.txt']}
              onFile={preview.mutate}
            />
            {status.data?.importedAt && (
              <p className="quiet">
                Imported {formatMoment(status.data.importedAt)} from {status.data.fileName}. Import
                it again when there is a corrected report; nothing you recorded is touched.
              </p>
            )}
          </>
        )}
      </div>
    </Page>
  )
}
