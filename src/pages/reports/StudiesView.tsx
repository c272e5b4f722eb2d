import { useState } from 'react'
import type { ReportDetail } from '../../../preload/reports-types.ts'
import { useAsk, useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { plural } from '../../ui/format.ts'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** Which case studies the report tells. */
export function StudiesView({ report }: { report: ReportDetail }) {
  const studies = useAsk('practice.list', {})
  const save = useTell('reports.save')
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState(report.studies)
  if (studies.isPending) return <Loading label="Looking up the case studies" />
  if (studies.isError) return <ErrorState error={studies.error} retry={studies.refetch} />
  if (studies.data.length === 0)
    return (
      <EmptyState title="There are no case studies yet">
        Add your own under Learning, or import the commission’s report there.
      </EmptyState>
    )
  const wanted = words.toLowerCase()
  const found = studies.data.filter(({ title, what }) =>
    `${title} ${what}`.toLowerCase().includes(wanted),
  )
  const isChanged = JSON.stringify(chosen) !== JSON.stringify(report.studies)
  return (
    <section className="studies-view" aria-labelledby="studies">
      <div className="section-head">
        <h2 id="studies">Case studies in this report</h2>
        <span className="numbers">
          {chosen.length} of {plural(studies.data.length, 'study', 'studies')} chosen
        </span>
        <Button
          kind="primary"
          whyNot={report.whyNot ?? (isChanged ? null : 'Nothing has changed.')}
          onPress={() =>
            save.mutate({
              id: report.id,
              fields: { studies: chosen },
              seen: { studies: report.heads.studies ?? [] },
            })
          }
        >
          Save the choice
        </Button>
      </div>
      <TextField label="Find a case study" value={words} onChange={setWords} longest={200} />
      <ul className="study-choice">
        {found.map(({ key, title, system, adoptions }) => (
          <li key={key}>
            <Checkbox
              isSelected={chosen.includes(key)}
              isDisabled={!report.mayWrite}
              onChange={(isIn) =>
                setChosen(isIn ? [...chosen, key] : chosen.filter((each) => each !== key))
              }
            >
              {title}{' '}
              <span className="quiet">
                {system ?? 'The commission’s report'}
                {adoptions.length > 0 && `, taken over by ${plural(adoptions.length, 'system')}`}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </section>
  )
}
