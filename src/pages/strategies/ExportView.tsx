import { useState } from 'react'
import { FORMATS, PUBLICATION_FORMATS } from '../../../domain/publication/formats.ts'
import type { StrategyDetail } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { keepFile } from '../../app/keep-file.ts'
import { useJob } from '../../app/useJob.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { formatDate } from '../../ui/format.ts'
import { JobProgress } from '../../ui/JobProgress.tsx'
import { Select } from '../../ui/Select.tsx'
import { NOW } from './views.ts'

/** Saves the strategy as a file: live blocks become tables and pictures, signatures have a page. */
export function ExportView({ strategy }: { strategy: StrategyDetail }) {
  const job = useJob()
  const make = useTell('strategies.export')
  const [version, setVersion] = useState(strategy.published ?? strategy.offered ?? NOW)
  const [comments, setComments] = useState(false)
  const ready = strategy.versions.filter(({ text }) => text === 'here')
  return (
    <section className="export-view" aria-labelledby="export">
      <h2 id="export">Export</h2>
      <div className="export-choice">
        <Select
          label="Which text"
          options={[
            { id: NOW, text: 'The text as it stands now' },
            ...ready.map(({ id, name, at }) => ({
              id,
              text: name,
              detail: `${formatDate(at)}${id === strategy.offered ? ', on offer' : ''}`,
            })),
          ]}
          value={version}
          onChange={setVersion}
        />
        <Checkbox isSelected={comments} onChange={setComments}>
          With the comments, as a list at the end
        </Checkbox>
      </div>
      {make.isPending ? (
        <JobProgress label="Writing the file" progress={job.progress} onCancel={job.cancel} />
      ) : (
        <ul className="export-formats">
          {PUBLICATION_FORMATS.map((format) => (
            <li key={format}>
              <Button
                onPress={() =>
                  make.mutate(
                    {
                      id: strategy.id,
                      format,
                      comments,
                      job: job.start(),
                      ...(version !== NOW && { version }),
                    },
                    { onSuccess: (file) => keepFile(file) },
                  )
                }
              >
                Save as {FORMATS[format].asWords}
              </Button>
              <span className="quiet">{FORMATS[format].line}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
