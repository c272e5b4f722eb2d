import { Link, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { REPORT_KIND_WORDS } from '../../../domain/record/report-words.ts'
import type { ReportDetail } from '../../../preload/reports-types.ts'
import { LongWait } from '../../app/LongWait.tsx'
import { useApp } from '../../app/state.tsx'
import { useLongAsk } from '../../app/useLongAsk.ts'
import { Button } from '../../ui/Button.tsx'
import { Page } from '../../ui/Page.tsx'
import { ConflictsHere } from '../shared/conflicts/ConflictsHere.tsx'
import { FigurePanel } from './FigurePanel.tsx'
import { FreezeButton } from './FreezeButton.tsx'
import { FreezesView } from './FreezesView.tsx'
import { ReportDialog } from './ReportDialog.tsx'
import { periodWords } from './report-words.ts'
import { SendView } from './SendView.tsx'
import { StudiesView } from './StudiesView.tsx'
import { useNarrativeNews } from './useNarrativeNews.ts'
import { REPORT_VIEWS, type ReportView } from './views.ts'
import { WriteView } from './WriteView.tsx'
import '../shared/pages.css'
import './reports.css'

const VIEWS: Record<ReportView, { text: string; show: (report: ReportDetail) => ReactNode }> = {
  write: { text: 'Read and write', show: (report) => <WriteView report={report} /> },
  freezes: { text: 'Freezes', show: (report) => <FreezesView report={report} /> },
  studies: { text: 'Case studies', show: (report) => <StudiesView report={report} /> },
  send: { text: 'Build and send', show: (report) => <SendView report={report} /> },
}

/** One report: its figures, what people write beside them, the freezes it rests on, its files. */
export function ReportPage() {
  const { id = '' } = useParams({ strict: false })
  const { view = 'write', figure, freeze } = useSearch({ from: '/reports/$id' })
  const asked = useLongAsk('reports.get', { id })
  const [isChanging, setChanging] = useState(false)
  useNarrativeNews(id)
  const report = asked.query.data
  if (report === undefined)
    return (
      <Page title="Report">
        <LongWait label="Opening the report" asked={asked} />
      </Page>
    )

  const lookedUp = freeze ?? report.freeze?.id
  return (
    <Page
      title={report.title}
      subtitle={
        <>
          {REPORT_KIND_WORDS[report.kind]} · {periodWords(report)} · {report.scopeWords}{' '}
          <Button kind="quiet" whyNot={report.whyNot} onPress={() => setChanging(true)}>
            Change the name
          </Button>
        </>
      }
      actions={<FreezeButton report={report} />}
    >
      <Views report={report} />
      {report.whyNot !== null && (
        <p className="why-not">{report.whyNot} You can read everything here.</p>
      )}
      <ConflictsHere
        count={report.conflicts}
        isHere={(subject) =>
          subject === `report:${report.id}` || subject.startsWith(`report-section:${report.id}.`)
        }
        title={report.title}
        whyNot={report.whyNot}
      />
      <div key={report.id} className={`report-view report-view-${view}`}>
        {VIEWS[view].show(report)}
        {figure !== undefined && lookedUp !== undefined && (
          <FigurePanel freeze={lookedUp} figure={figure} />
        )}
      </div>
      <ReportDialog report={report} open={isChanging} onClose={() => setChanging(false)} />
    </Page>
  )
}

function Views({ report }: { report: ReportDetail }) {
  const { ics } = useApp()
  const { view: current = 'write' } = useSearch({ from: '/reports/$id' })
  return (
    <nav className="report-views" aria-label="This report">
      {REPORT_VIEWS.map((view) => (
        <Link
          key={view}
          to="/reports/$id"
          params={{ id: report.id }}
          search={view === 'write' ? { ics } : { ics, view }}
          {...(view === current && {
            'aria-current': 'page' as const,
            className: 'report-view-current',
          })}
        >
          {VIEWS[view].text}
          {view === 'freezes' && report.freezes > 0 ? ` (${report.freezes})` : ''}
        </Link>
      ))}
      <Link to="/reports" search={{ ics }}>
        All reports
      </Link>
    </nav>
  )
}
