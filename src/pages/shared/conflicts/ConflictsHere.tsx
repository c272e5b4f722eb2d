import { useAsk } from '../../../app/api.ts'
import { useApp } from '../../../app/state.tsx'
import { ConflictCard } from './ConflictCard.tsx'

interface Props {
  /** How many there are: they are asked for only where there are any. */
  count: number
  /** Whether a subject of the region's is on the page, such as `report:<id>`. */
  isHere: (subject: string) => boolean
  /** Title of the page: what is called otherwise is named. */
  title: string
  /** Why the person may not settle them; `null` when they may. */
  whyNot: string | null
}

/** The disagreements about what the whole region shares, on the page of what they are about. */
export function ConflictsHere({ count, isHere, title, whyNot }: Props) {
  const { ics } = useApp()
  const all = useAsk('conflicts.list', { ics }, { enabled: count > 0 })
  if (count === 0) return null
  const here = all.data?.filter(({ ics: view, subject }) => view === 'region' && isHere(subject))
  return (
    <ul className="conflicts conflicts-here" aria-label="Disagreements">
      {here?.map((conflict) => (
        <li key={`${conflict.subject} ${conflict.field}`}>
          {conflict.title !== title && conflict.field !== 'title' && <h2>{conflict.title}</h2>}
          <ConflictCard conflict={conflict} whyNot={whyNot} />
        </li>
      ))}
    </ul>
  )
}
