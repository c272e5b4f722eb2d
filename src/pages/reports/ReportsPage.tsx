import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { CHECKLIST_QUESTIONS } from '../../../domain/checklist/questions.ts'
import { REPORT_KIND_WORDS } from '../../../domain/record/report-words.ts'
import type { ReportSummary } from '../../../preload/reports-types.ts'
import { useAsk } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { formatMoment } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useChairWhyNot } from '../shared/useChairWhyNot.ts'
import { Waiting } from '../shared/Waiting.tsx'
import { NewReportDialog } from './NewReportDialog.tsx'
import { periodWords } from './report-words.ts'
import '../shared/pages.css'
import './reports.css'

/** The impact reports and quarterly packs, the latest period first. */
export function ReportsPage() {
  const { ics } = useApp()
  const navigate = useNavigate()
  const list = useAsk('reports.list', {})
  const whyNot = useChairWhyNot()
  const [isBeginning, setBeginning] = useState(false)
  if (list.data === undefined)
    return <Waiting title="Reports" label="Looking up the reports" query={list} />

  const begin = (
    <Button kind="primary" whyNot={whyNot} onPress={() => setBeginning(true)}>
      New report
    </Button>
  )
  return (
    <Page title="Reports" {...(list.data.length > 0 && { actions: begin })}>
      {whyNot !== null && <p className="why-not">{whyNot} You can read everything here.</p>}
      {list.data.length === 0 ? (
        <EmptyState title="Begin with a period" action={begin}>
          A report says what was done in a period, what changed and what was learnt. Choose the
          period and whom it is about, then freeze the record: every figure comes from that moment
          and stays as it is, and each one can be followed to the entries behind it.
        </EmptyState>
      ) : (
        <ReportList reports={list.data} />
      )}
      <section className="report-ways" aria-labelledby="report-ways">
        <h2 id="report-ways">What a report draws on</h2>
        <ul>
          <li>
            <Link to="/checklist" search={{ ics }}>
              The organisational checklist
            </Link>
            <p className="quiet">
              {CHECKLIST_QUESTIONS.length} questions, answered at every level of an organisation.
            </p>
          </li>
          <li>
            <Link to="/challenges" search={{ ics }}>
              Challenges to national policymakers
            </Link>
            <p className="quiet">What the commission asked for, and what was answered.</p>
          </li>
        </ul>
      </section>
      <NewReportDialog
        open={isBeginning}
        onClose={() => setBeginning(false)}
        onMade={(id) => void navigate({ to: '/reports/$id', params: { id }, search: { ics } })}
      />
    </Page>
  )
}

function ReportList({ reports }: { reports: readonly ReportSummary[] }) {
  const { ics } = useApp()
  return (
    <ul className="report-list">
      {reports.map((report) => (
        <li key={report.id}>
          <div className="report-what">
            <Link
              className="report-title"
              to="/reports/$id"
              params={{ id: report.id }}
              search={{ ics }}
            >
              {report.title}
            </Link>{' '}
            <Tag>{REPORT_KIND_WORDS[report.kind]}</Tag>
            <p>
              {periodWords(report)} · {report.scopeWords}
            </p>
          </div>
          <p className="report-standing">
            {report.freeze
              ? `Figures of ${formatMoment(report.freeze.moment)}`
              : 'Nothing is frozen yet'}
            <br />
            <span className="quiet numbers">
              {report.done} of {report.sections} sections done
            </span>
          </p>
        </li>
      ))}
    </ul>
  )
}
