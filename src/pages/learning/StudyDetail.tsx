import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Adoption, Study } from '../../../preload/strategies-types.ts'
import { useTell } from '../../app/api.ts'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { AdoptDialog } from './AdoptDialog.tsx'
import { AdoptionList } from './AdoptionList.tsx'
import { StudyActions } from './StudyActions.tsx'
import { StudyDialog } from './StudyDialog.tsx'

/** One case study: what was done, for whom, what came of it, and who took it over. */
export function StudyDetail({ study }: { study: Study }) {
  const { ics } = useApp()
  const [adopting, setAdopting] = useState<Adoption | 'new' | null>(null)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <article className="learning-reading" aria-label={study.title} tabIndex={0}>
      <h2>{study.title}</h2>
      <p className="quiet">
        {study.system === null ? 'From the commission’s report' : `From ${study.system}`}
        {study.focusArea !== null && (
          <>
            {' · '}
            <Link to="/register" search={{ ics, focusArea: [study.focusArea] }}>
              actions of {study.focusArea}
            </Link>
          </>
        )}
      </p>
      <StudyButtons study={study} onAdopt={() => setAdopting('new')} />
      <WhatWasDone study={study} />
      <StudyActions references={study.actions} />
      <AdoptionList study={study} onChange={setAdopting} />
      <AdoptDialog study={study} adopting={adopting} onClose={() => setAdopting(null)} />
    </article>
  )
}

function StudyButtons({ study, onAdopt }: { study: Study; onAdopt: () => void }) {
  const { ics, systemName } = useApp()
  const whyNot = useWhyNot(ics)
  const save = useTell('practice.save')
  const [isChanging, setChanging] = useState(false)
  const isOwn = study.ics === ics
  const canAdopt = !isOwn && !study.adoptions.some((adoption) => adoption.ics === ics)
  useShortcuts({
    a: {
      label: 'Adopt the case study for the system on show',
      run: () => {
        if (canAdopt && whyNot === null) onAdopt()
      },
    },
  })
  if (!isOwn && !canAdopt) return null
  return (
    <div className="form-buttons">
      {canAdopt && (
        <Button kind="primary" whyNot={whyNot} onPress={onAdopt}>
          Adopt for {systemName(ics)}
        </Button>
      )}
      {isOwn && (
        <>
          <Button whyNot={whyNot} onPress={() => setChanging(true)}>
            Change
          </Button>
          <Button
            kind="quiet"
            whyNot={whyNot}
            onPress={() =>
              save.mutate({ ics, ...(study.id && { id: study.id }), fields: { removed: true } })
            }
          >
            Remove
          </Button>
          <StudyDialog
            ics={ics}
            study={study}
            open={isChanging}
            onClose={() => setChanging(false)}
          />
        </>
      )}
    </div>
  )
}

function WhatWasDone({ study }: { study: Study }) {
  const facts = [
    ['Where', study.where],
    ['For whom', study.who],
    ['What shows that it works', study.evidence],
    ['Cost', study.cost],
    ['Whom to ask', study.contact],
  ] as const
  const known = facts.filter(([, value]) => value !== null)
  return (
    <>
      {study.what === '' ? (
        <p>
          Its text is in the report, which is not imported here.{' '}
          <Link to="/import/report">Import the report</Link> to read it.
        </p>
      ) : (
        study.what.split(/\n{2,}/).map((paragraph) => <p key={paragraph}>{paragraph}</p>)
      )}
      {known.length > 0 && (
        <dl className="study-facts">
          {known.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
