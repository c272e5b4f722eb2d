import { Link } from '@tanstack/react-router'
import { useEffect, useId, useRef } from 'react'
import { SECTION_STATE_WORDS } from '../../../domain/record/report-words.ts'
import type { ReportDetail, SectionLine } from '../../../preload/reports-types.ts'
import { useApp } from '../../app/state.tsx'
import { plural } from '../../ui/format.ts'

/** Every section with how it stands. @param current key of the one on show */
export function ReportContents({ report, current }: { report: ReportDetail; current: string }) {
  const annexes = useId()
  const list = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another section is another line
  useEffect(() => showCurrent(list.current), [current])
  const lines = (sections: readonly SectionLine[]) =>
    sections.map((line) => (
      <ContentsLine key={line.key} id={report.id} line={line} isCurrent={line.key === current} />
    ))
  return (
    <nav ref={list} className="report-contents" aria-label="Contents of the report">
      <ol>{lines(report.contents)}</ol>
      <p id={annexes} className="report-annexes">
        Annexes
      </p>
      <ol aria-labelledby={annexes}>{lines(report.annexes)}</ol>
    </nav>
  )
}

/** Brings the line of the section on show into view, and moves nothing but the list. */
function showCurrent(list: HTMLElement | null): void {
  const line = list?.querySelector('[aria-current]')?.getBoundingClientRect()
  if (!list || !line) return
  const { top, bottom, height } = list.getBoundingClientRect()
  if (line.top < top || line.bottom > Math.min(bottom, innerHeight))
    list.scrollTop += line.top - top - height / 2
}

interface LineProps {
  /** Id of the report. */
  id: string
  line: SectionLine
  isCurrent: boolean
}

function ContentsLine({ id, line, isCurrent }: LineProps) {
  const { ics } = useApp()
  const { state, ownerName, openComments, moved } = line
  const facts = [
    state !== 'not-begun' && SECTION_STATE_WORDS[state],
    ownerName,
    openComments > 0 && plural(openComments, 'open comment'),
    moved.length > 0 && `${plural(moved.length, 'figure')} to read again`,
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
        {facts.length > 0 && <span className="quiet">{facts.join(' · ')}</span>}
      </Link>
    </li>
  )
}
