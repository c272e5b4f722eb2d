import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, useTell } from '../../app/api.ts'
import { keepFile } from '../../app/keep-file.ts'
import { lastRegisterSearch } from '../../app/register-search.ts'
import { useApp } from '../../app/state.tsx'
import { useJob } from '../../app/useJob.ts'
import { bridge } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { Page } from '../../ui/Page.tsx'
import { TaskProblem } from '../shared/TaskProblem.tsx'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { ExchangeReview } from './ExchangeReview.tsx'
import { TrackerPart } from './tracker/TrackerPart.tsx'
import '../shared/pages.css'
import './exchange.css'

/** The register out to Excel or CSV, and back in after reading every difference. */
export function ExchangePage() {
  const { ics, systemName } = useApp()
  return (
    <Page title="Excel and CSV" subtitle={systemName(ics)}>
      {/* A preview belongs to one system. */}
      <div className="exchange" key={ics}>
        <ExportPart ics={ics} />
        <ImportPart ics={ics} />
        <TrackerPart ics={ics} />
      </div>
    </Page>
  )
}

function ExportPart({ ics }: { ics: string }) {
  const job = useJob()
  const make = useTell('exchange.export')
  const { ics: _, ...filter } = lastRegisterSearch({ ics })
  const isFiltered = Object.keys(filter).length > 0
  const [onlyFiltered, setOnlyFiltered] = useState(isFiltered)
  const take = (format: 'xlsx' | 'csv') =>
    make.mutate(
      { ics, format, ...(onlyFiltered && { filter }), job: job.start() },
      {
        onSuccess: (file) => keepFile(file),
      },
    )
  return (
    <section aria-labelledby="export">
      <h2 id="export">Take the register out</h2>
      <p>
        The workbook has lists to choose from, so colleagues can fill it in without Accord. Bring it
        back below: Accord knows what each cell was when it left.
      </p>
      {isFiltered && (
        <Choices
          label="Which actions go out"
          value={onlyFiltered}
          onChange={setOnlyFiltered}
          choices={[
            { id: true, text: 'Those that the register’s filter shows' },
            { id: false, text: 'All actions' },
          ]}
        />
      )}
      {make.isPending ? (
        <JobProgress label="Writing the file" progress={job.progress} onCancel={job.cancel} />
      ) : (
        <div className="form-buttons">
          <Button onPress={() => take('xlsx')}>Save as Excel</Button>
          <Button onPress={() => take('csv')}>Save as CSV</Button>
        </div>
      )}
    </section>
  )
}

function ImportPart({ ics }: { ics: string }) {
  const whyNot = useWhyNot(ics)
  const job = useJob()
  const preview = useMutation({
    mutationFn: async (file: File) =>
      ask('exchange.preview', { ics, file: await bridge.takeIn(file), job: job.start() }),
  })

  return (
    <section aria-labelledby="bring-in">
      <h2 id="bring-in">Bring changes in</h2>
      {preview.isSuccess ? (
        <ExchangeReview preview={preview.data} onDone={preview.reset} />
      ) : preview.isPending ? (
        <JobProgress label="Comparing the file" progress={job.progress} onCancel={job.cancel} />
      ) : (
        <>
          <TaskProblem error={preview.error} />
          <FileDrop
            label="Choose a file"
            hint="Drop a workbook or CSV here. You see every difference before anything changes."
            endings={['.xlsx', '.csv']}
            onFile={preview.mutate}
            whyNot={whyNot}
          />
        </>
      )}
    </section>
  )
}
