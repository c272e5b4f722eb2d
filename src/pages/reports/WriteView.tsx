import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReportDetail, SectionLine } from '../../../preload/reports-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { PublicationView } from '../../ui/publication/PublicationView.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { Narrative } from './Narrative.tsx'
import { SECTION_WORDS } from './report-words.ts'

/** The report section by section: what the product says from the figures, and what people write. */
export function WriteView({ report }: { report: ReportDetail }) {
  const { section: wanted } = useSearch({ from: '/reports/$id' })
  const all = [...report.contents, ...report.annexes]
  const section = all.find(({ key }) => key === wanted) ?? all[0]
  if (!section) return null
  return (
    <div className="report-write">
      <Contents report={report} current={section.key} />
      <article className="report-section" aria-label={section.title} key={section.key}>
        <h2>{section.title}</h2>
        {report.freeze ? (
          <Composed freeze={report.freeze.id} section={section.key} />
        ) : (
          <p className="why-not">
            Freeze the record to see this section’s figures. You can begin to write before that.
          </p>
        )}
        {section.document !== null && <Narrative report={report} section={section} />}
      </article>
    </div>
  )
}

function Contents({ report, current }: { report: ReportDetail; current: string }) {
  return (
    <nav className="report-contents" aria-label="Contents of the report">
      <ol>
        {report.contents.map((line) => (
          <ContentsLine
            key={line.key}
            id={report.id}
            line={line}
            isCurrent={line.key === current}
          />
        ))}
      </ol>
      <h3>Annexes</h3>
      <ol>
        {report.annexes.map((line) => (
          <ContentsLine
            key={line.key}
            id={report.id}
            line={line}
            isCurrent={line.key === current}
          />
        ))}
      </ol>
    </nav>
  )
}

function ContentsLine({
  id,
  line,
  isCurrent,
}: {
  id: string
  line: SectionLine
  isCurrent: boolean
}) {
  const { ics } = useApp()
  const facts = [
    line.document !== null && line.state !== 'not-begun' && SECTION_WORDS[line.state],
    line.ownerName,
    line.openComments > 0 && `${line.openComments} open comments`,
    line.moved.length > 0 && 'reread',
  ].filter(Boolean)
  return (
    <li className={`report-line report-line-${line.level}`}>
      <Link
        to="/reports/$id"
        params={{ id }}
        search={{ ics, section: line.key }}
        {...(isCurrent && { 'aria-current': 'page' as const })}
      >
        {line.title}
      </Link>
      {facts.length > 0 && <span className="quiet">{facts.join(' · ')}</span>}
    </li>
  )
}

function Composed({ freeze, section }: { freeze: string; section: string }) {
  const navigate = useNavigate({ from: '/reports/$id' })
  const shown = useAsk('reports.section', { freeze, section })
  if (shown.isPending) return <Loading label="Composing the section" />
  if (shown.isError) return <ErrorState error={shown.error} retry={shown.refetch} />
  return (
    <PublicationView
      blocks={shown.data.blocks}
      follow={(source) =>
        void navigate({ search: (before) => ({ ...before, figure: source.figure }) })
      }
    />
  )
}
