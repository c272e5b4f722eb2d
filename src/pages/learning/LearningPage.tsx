import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk } from '../../app/api.ts'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { plural } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { ViewChoices } from '../shared/ViewChoices.tsx'
import { Waiting } from '../shared/Waiting.tsx'
import { NetworkView } from './NetworkView.tsx'
import { StudiesView } from './StudiesView.tsx'
import { StudyDialog } from './StudyDialog.tsx'
import '../shared/pages.css'
import './learning.css'

const VIEWS = [
  { id: 'studies', text: 'Case studies' },
  { id: 'network', text: 'Who learnt from whom' },
] as const

/** What the systems can learn from the report and each other, and what they took over. */
export function LearningPage() {
  const { ics } = useApp()
  const studies = useAsk('practice.list', {})
  const { view = 'studies' } = useSearch({ strict: false })
  const navigate = useNavigate()
  const whyNot = useWhyNot(ics)
  const [isAdding, setAdding] = useState(false)
  const add = () => {
    if (whyNot === null) setAdding(true)
  }
  useShortcuts({ n: { label: 'Add a case study of your own', run: add } })
  if (studies.data === undefined)
    return <Waiting title="Learning" label="Gathering the case studies" query={studies} />

  const all = studies.data
  const own = all.filter((study) => study.ics !== null).length
  const reported = all.filter((study) => study.ics === null && study.what !== '').length
  // Of others that were adopted elsewhere, only the number is known here. The list has them too.
  const numbers = all.length - own - reported
  return (
    <Page
      title="Learning"
      subtitle={
        (reported === 0
          ? `${plural(own, 'case study', 'case studies')} from systems`
          : `${plural(reported, 'case study', 'case studies')} from the commission’s report, ${own} from systems`) +
        (numbers === 0 ? '' : `, ${numbers} of the report known by number alone`)
      }
      fill={view === 'studies'}
      actions={
        <Button whyNot={whyNot} onPress={add}>
          Add a case study
        </Button>
      }
    >
      <ViewChoices views={VIEWS} view={view} />
      {view === 'studies' && <StudiesView studies={all} onAdd={add} />}
      {view === 'network' && <NetworkView />}
      <StudyDialog
        ics={ics}
        open={isAdding}
        onClose={() => setAdding(false)}
        onSaved={(study) =>
          void navigate({
            to: '.',
            search: (before) => ({ ...before, study, view: undefined, search: undefined }),
          })
        }
      />
    </Page>
  )
}
