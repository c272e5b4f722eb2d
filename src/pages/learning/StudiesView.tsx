import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useEffect } from 'react'
import type { Study } from '../../../preload/strategies-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { plural } from '../../ui/format.ts'
import { Select } from '../../ui/Select.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useKept } from '../shared/kept.ts'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { StudyDetail } from './StudyDetail.tsx'
import { StudyList } from './StudyList.tsx'
import { FROM_ALL, FROM_REPORT, FROM_SYSTEMS, filterStudies } from './study-filter.ts'

interface Props {
  studies: readonly Study[]
  onAdd: () => void
}

/** Case studies to search, and the one that is read beside their list. */
export function StudiesView({ studies, onAdd }: Props) {
  const { ics, systemName } = useApp()
  const whyNot = useWhyNot(ics)
  const status = useAsk('catalogue.reportStatus', {})
  const importLink = (
    <Link className="button button-standard" to="/import/report">
      Import the report
    </Link>
  )
  if (studies.length === 0)
    return (
      <EmptyState
        title="Begin with what worked"
        action={
          <>
            {importLink}{' '}
            <Button kind="primary" whyNot={whyNot} onPress={onAdd}>
              Add a case study
            </Button>
          </>
        }
      >
        The commission’s case studies appear here once you import its report, which Accord does not
        ship. Write down one of your own as well: what {systemName(ics)} did, for whom, and what
        came of it. Other systems can then adopt it.
      </EmptyState>
    )
  return (
    <>
      {status.data?.importedAt === null && (
        <p className="learning-missing">
          The commission’s own case studies appear here once its report is imported. {importLink}
        </p>
      )}
      <FoundStudies studies={studies} />
    </>
  )
}

function FoundStudies({ studies }: Pick<Props, 'studies'>) {
  const { ics, systemName } = useApp()
  const navigate = useNavigate()
  /** Search may lead here with the title it found. */
  const { study: addressed, search: asked = '' } = useSearch({ strict: false })
  const [words, setWords] = useKept('learning.words', asked)
  const [from, setFrom] = useKept('learning.from', FROM_ALL)
  const [area, setArea] = useKept('learning.area', FROM_ALL)
  const [last, setLast] = useKept<string | null>('learning.chosen', null)
  const catalogue = useAsk('catalogue.get', {})
  // Typing stays quick while the list follows.
  const search = useDeferredValue(words)
  useEffect(() => {
    if (asked !== '') setWords(asked)
  }, [asked, setWords])

  const found = filterStudies(studies, { search, from, area })
  const wanted = addressed ?? last
  // An address leads to its case study whatever the list is narrowed to.
  const reading =
    (addressed !== undefined && studies.find(({ key }) => key === addressed)) ||
    found.find(({ key }) => key === wanted) ||
    found[0]
  const read = (study: string, replace: boolean) => {
    setLast(study)
    void navigate({ to: '.', search: (before) => ({ ...before, study }), replace })
  }

  return (
    <>
      <div className="learning-controls">
        <TextField label="Find a case study" value={words} onChange={setWords} longest={200} />
        <Select
          label="From"
          options={[
            { id: FROM_ALL, text: 'Everybody' },
            { id: FROM_REPORT, text: 'The commission’s report' },
            { id: FROM_SYSTEMS, text: 'The systems' },
            { id: ics, text: systemName(ics), detail: 'wrote or adopted' },
          ]}
          value={from}
          onChange={setFrom}
        />
        <Select
          label="Focus area"
          options={[
            { id: FROM_ALL, text: 'All focus areas' },
            ...(catalogue.data?.focusAreas ?? []).map(({ reference, title }) => ({
              id: reference,
              text: `${reference} ${title}`,
            })),
          ]}
          value={area}
          onChange={setArea}
        />
        <p role="status">{`${found.length} of ${plural(studies.length, 'case study', 'case studies')}`}</p>
      </div>
      {reading === undefined ? (
        <EmptyState title="No case study fits">
          Try fewer words, everybody, or all focus areas.
        </EmptyState>
      ) : (
        <div className="learning">
          <StudyList studies={found} reading={reading.key} onRead={read} />
          <StudyDetail key={reading.key} study={reading} />
        </div>
      )}
    </>
  )
}
