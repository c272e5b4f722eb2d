import { Link, useSearch } from '@tanstack/react-router'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { ViewChoices } from '../shared/ViewChoices.tsx'
import { Waiting } from '../shared/Waiting.tsx'
import { JointView } from './JointView.tsx'
import { MatrixView } from './MatrixView.tsx'
import { OwnView } from './OwnView.tsx'
import '../shared/pages.css'
import './mapping.css'

const VIEWS = [
  { id: 'matrix', text: 'Overlaps and gaps' },
  { id: 'own', text: 'One system’s priorities' },
  { id: 'joint', text: 'Joint actions' },
] as const

/** What the systems' own strategies put first, beside what the commission asks for. */
export function MappingPage() {
  const { ics } = useApp()
  const matrix = useAsk('priorities.matrix', {})
  const { view = 'matrix' } = useSearch({ strict: false })
  if (matrix.data === undefined)
    return <Waiting title="Mapping of priorities" label="Comparing the strategies" query={matrix} />

  const { systems, priorities } = matrix.data
  const mapped = systems.filter(({ count }) => count > 0).length
  return (
    <Page
      title="Mapping of priorities"
      subtitle={`${plural(priorities.length, 'priority', 'priorities')} of ${mapped} of ${plural(systems.length, 'system')}`}
      fill={view === 'matrix'}
      actions={
        <Link className="button button-standard" to="/across" search={{ ics }}>
          Actions across systems
        </Link>
      }
    >
      <ViewChoices views={VIEWS} view={view} />
      {view === 'matrix' && <MatrixView matrix={matrix.data} />}
      {view === 'own' && <OwnView key={ics} ics={ics} />}
      {view === 'joint' && <JointView matrix={matrix.data} />}
    </Page>
  )
}
