import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

import type { TablePreview } from '../../../preload/metrics-types.ts'
import { ask } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { useJob } from '../../app/useJob.ts'
import { bridge } from '../../bridge/bridge.ts'
import { FileDrop } from '../../ui/FileDrop.tsx'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { Page } from '../../ui/Page.tsx'
import { Select } from '../../ui/Select.tsx'
import { TaskProblem } from '../shared/TaskProblem.tsx'
import { ImportReview } from './ImportReview.tsx'
import { MappingForm } from './MappingForm.tsx'
import { useScopes } from './useScopes.ts'
import '../shared/pages.css'
import './metrics-import.css'
import type { TableMapping } from './table-mapping.ts'

interface OpenChoice {
  file: File | string
  sheet?: string
  headingRow?: number
}

interface Opened {
  file: string
  table: TablePreview
}

/** Values from a file: choose it, say what its columns are where need be, read, then import. */
export function ImportMetricsPage() {
  const { ics } = useApp()
  const { scopes, whyNot } = useScopes(ics)
  const [chosenScope, setScope] = useState<string | null>(null)
  // What concerns everybody is kept with the region by those who may.
  const scope = scopes.find(({ id }) => id === chosenScope)?.id ?? scopes.at(-1)?.id ?? null
  const job = useJob()
  const preview = useMutation({
    mutationFn: ({ file, mapping }: { file: string; mapping?: TableMapping }) =>
      ask('metrics.previewImport', {
        file,
        job: job.start(),
        ...(mapping === undefined ? {} : { mapping }),
        ...(scope === null ? {} : { scope }),
      }),
  })
  const open = useMutation({
    mutationFn: async ({ file, ...choice }: OpenChoice) => {
      const token = typeof file === 'string' ? file : await bridge.takeIn(file)
      const table = await ask('metrics.readTable', {
        file: token,
        job: job.start(),
        ...choice,
      })
      return { file: token, table } satisfies Opened
    },
    onSuccess: ({ file, table }) => {
      // A Fingertips export says itself what its columns are.
      if (table.fingertips) preview.mutate({ file })
    },
  })
  const again = () => {
    open.reset()
    preview.reset()
  }

  return (
    <Page
      title="Import values"
      subtitle="A Fingertips export as it is, or any other table: CSV, Excel or OpenDocument."
      actions={
        <Link className="button button-standard" to="/metrics" search={{ ics }}>
          All metrics
        </Link>
      }
    >
      <div className="metrics-import">
        {preview.isSuccess ? (
          <ImportReview preview={preview.data} onAgain={again} />
        ) : open.isPending || preview.isPending ? (
          <JobProgress label="Reading the file" progress={job.progress} onCancel={job.cancel} />
        ) : open.isSuccess && !open.data.table.fingertips ? (
          <>
            <TaskProblem error={preview.error} />
            <MappingForm
              // Another sheet has other columns, and so has another row of headings.
              key={`${open.data.table.sheet} ${open.data.table.headingRow}`}
              table={open.data.table}
              onOpen={(choice) => open.mutate({ file: open.data.file, ...choice })}
              onBack={again}
              onDone={(mapping) => preview.mutate({ file: open.data.file, mapping })}
            />
          </>
        ) : (
          <>
            <TaskProblem error={open.error ?? preview.error} />
            {scopes.length > 1 && (
              <Select
                label="Kept with"
                hint="What you import for the whole region everybody sees as the region’s."
                options={scopes}
                value={scope}
                onChange={setScope}
              />
            )}
            <FileDrop
              label="Choose a file"
              hint="Drop a file here: CSV, Excel or OpenDocument. You see what is new, changed and left out before anything is written."
              endings={['.csv', '.tsv', '.txt', '.xlsx', '.xlsm', '.xlsb', '.xls', '.ods']}
              onFile={(file) => open.mutate({ file })}
              whyNot={whyNot}
            />
          </>
        )}
      </div>
    </Page>
  )
}
