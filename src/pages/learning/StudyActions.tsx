import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'

/** The actions that a case study is about, each with the way to it. */
export function StudyActions({ references }: { references: readonly string[] }) {
  const { ics } = useApp()
  const catalogue = useAsk('catalogue.get', {})
  const titles = useMemo(
    () =>
      new Map(
        (catalogue.data?.focusAreas ?? [])
          .flatMap(({ recommendations }) => recommendations.flatMap(({ actions }) => actions))
          .map(({ reference, title }) => [reference, title]),
      ),
    [catalogue.data],
  )
  if (references.length === 0) return null
  return (
    <section aria-label="Actions">
      <h3>Actions it serves</h3>
      <ul className="study-actions">
        {references.map((reference) => (
          <li key={reference}>
            <Link to="/action/$reference" params={{ reference }} search={{ ics }}>
              <span className="reference">{reference}</span> {titles.get(reference)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
