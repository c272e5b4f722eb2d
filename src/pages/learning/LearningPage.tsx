import { Link, useSearch } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import type { CaseStudy } from '../../../preload/types.ts'
import { useAsk } from '../../app/api.ts'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Select } from '../../ui/Select.tsx'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useKept } from '../shared/kept.ts'
import { Waiting } from '../shared/Waiting.tsx'
import '../shared/pages.css'
import './learning.css'

/** The case studies of the imported report, to search and read. */
export function LearningPage() {
  const status = useAsk('catalogue.reportStatus', {})
  /** Search may lead here with the title it found. */
  const asked = useSearch({ strict: false }).search ?? ''
  if (status.data === undefined) return <Waiting title="Learning" label="Loading" query={status} />
  if (status.data.importedAt !== null)
    return <CaseStudies key={asked} asked={asked} total={status.data.counts.caseStudies} />
  return (
    <Page title="Learning">
      <EmptyState
        title="The case studies are in the commission’s report"
        action={
          <Link className="button button-primary" to="/import/report">
            Import the report
          </Link>
        }
      >
        Accord does not ship the report. If you have it as a file, import it: its case studies then
        appear here, and its wording beside each action.
      </EmptyState>
    </Page>
  )
}

interface CaseStudiesProps {
  /** Words to find at first. */
  asked: string
  /** How many there are. */
  total: number
}

function CaseStudies({ asked, total }: CaseStudiesProps) {
  const [typed, setWords] = useKept<string | null>(`learning.words.${asked}`, null)
  const words = typed ?? asked
  const [area, setArea] = useKept('learning.area', 'all')
  const [chosen, setChosen] = useKept<string | null>('learning.chosen', null)
  // Typing stays quick while the list follows.
  const search = useDeferredValue(words.trim())
  const studies = useAsk('catalogue.caseStudies', search === '' ? {} : { search }, {
    placeholderData: (before) => before,
  })
  const catalogue = useAsk('catalogue.get', {})
  const areas = catalogue.data?.focusAreas ?? []
  const found = (studies.data ?? []).filter((study) => area === 'all' || study.focusArea === area)
  const reading = found.find((study) => study.id === chosen) ?? found[0]

  return (
    <Page
      title="Learning"
      subtitle={`${plural(total, 'case study', 'case studies')} from the commission’s report`}
      fill
    >
      <div className="learning-controls">
        <TextField label="Find a case study" value={words} onChange={setWords} maxLength={200} />
        <Select
          label="Focus area"
          options={[
            { id: 'all', text: 'All focus areas' },
            ...areas.map(({ reference, title }) => ({
              id: reference,
              text: `${reference} ${title}`,
            })),
          ]}
          value={area}
          onChange={setArea}
        />
        <p role="status">{`${found.length} of ${plural(total, 'case study', 'case studies')}`}</p>
      </div>
      {studies.isError && <ErrorState error={studies.error} retry={studies.refetch} />}
      {studies.isPending && <Loading label="Finding case studies" />}
      {studies.isSuccess && reading === undefined && (
        <EmptyState title="No case study fits">Try fewer words, or all focus areas.</EmptyState>
      )}
      {reading !== undefined && (
        <div className="learning">
          <ul aria-label="Case studies">
            {found.map((study) => (
              <li key={study.id}>
                <button
                  type="button"
                  aria-current={study.id === reading.id}
                  onClick={() => setChosen(study.id)}
                >
                  {study.title}
                  {study.focusArea !== null && (
                    <span className="reference"> {study.focusArea}</span>
                  )}
                </button>
              </li>
            ))}
          </ul>
          <Reading study={reading} />
        </div>
      )}
    </Page>
  )
}

function Reading({ study }: { study: CaseStudy }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <article key={study.id} className="learning-reading" aria-label={study.title} tabIndex={0}>
      <h2>{study.title}</h2>
      {study.body.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </article>
  )
}
