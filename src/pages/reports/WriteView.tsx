import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { ReportDetail, SectionLine } from '../../../preload/reports-types.ts'
import { LongWait } from '../../app/LongWait.tsx'
import { useApp } from '../../app/state.tsx'
import { useLongAsk } from '../../app/useLongAsk.ts'
import { PublicationView } from '../../ui/publication/PublicationView.tsx'
import { Narrative } from './Narrative.tsx'
import { ReportContents } from './ReportContents.tsx'

/** The report section by section: what the product says from the figures, and what people write. */
export function WriteView({ report }: { report: ReportDetail }) {
  const { section: wanted } = useSearch({ from: '/reports/$id' })
  const all = [...report.contents, ...report.annexes]
  const placeOf = (key: string | undefined) => all.findIndex((each) => each.key === key)
  const place = [placeOf(wanted), placeOf('summary'), 0].find((found) => found >= 0) ?? 0
  const section = all[place]
  const heading = useSectionStart(section?.key)
  if (!section) return null
  return (
    <div className="report-write">
      <ReportContents report={report} current={section.key} />
      <article className="report-section" aria-label={section.title} key={section.key}>
        <h2 ref={heading} tabIndex={-1}>
          {section.title}
        </h2>
        {report.freeze ? (
          <Composed freeze={report.freeze.id} section={section.key} />
        ) : (
          <p className="why-not">
            Freeze the record to see this section’s figures. You can begin to write before that.
          </p>
        )}
        {section.document !== null && <Narrative report={report} section={section} />}
        <Neighbours report={report} before={all[place - 1]} after={all[place + 1]} />
      </article>
    </div>
  )
}

/** Another section begins at its beginning, wherever the one before was left. */
function useSectionStart(section: string | undefined) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(section)
  useEffect(() => {
    if (shown.current === section) return
    shown.current = section
    if ((heading.current?.getBoundingClientRect().top ?? 0) < 0) heading.current?.scrollIntoView()
    if (document.activeElement === document.body) heading.current?.focus()
  }, [section])
  return heading
}

function Composed({ freeze, section }: { freeze: string; section: string }) {
  const navigate = useNavigate({ from: '/reports/$id' })
  const asked = useLongAsk('reports.section', { freeze, section })
  if (asked.query.data === undefined)
    return <LongWait label="Composing the section" asked={asked} />
  return (
    <PublicationView
      blocks={asked.query.data.blocks}
      top={3}
      follow={({ figure }) => void navigate({ search: (before) => ({ ...before, figure }) })}
    />
  )
}

interface NeighboursProps {
  report: ReportDetail
  before: SectionLine | undefined
  after: SectionLine | undefined
}

function Neighbours({ report: { id }, before, after }: NeighboursProps) {
  const { ics } = useApp()
  const way = (label: string, { key, title }: SectionLine) => (
    <Link to="/reports/$id" params={{ id }} search={{ ics, section: key }}>
      {label}: {title}
    </Link>
  )
  return (
    <nav className="report-neighbours" aria-label="Sections before and after">
      {before && way('Before', before)}
      {after && way('Next', after)}
    </nav>
  )
}
