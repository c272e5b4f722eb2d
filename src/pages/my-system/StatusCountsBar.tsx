import { Link } from '@tanstack/react-router'
import { STATUS_WORDS, STATUSES, type Status } from '../../../domain/record/statuses.ts'
import type { Attention } from '../../../preload/types.ts'
import { useApp } from '../../app/state.tsx'
import { formatNumber, plural } from '../../ui/format.ts'
import { ShareBar } from '../../ui/ShareBar.tsx'
import { StatusShape } from '../../ui/StatusChip.tsx'

const PERCENT = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 })

interface Props {
  counts: Record<Status, number>
  /** Denominator of every count. */
  total: number
  asReported: Attention['asReported']
}

/** How many actions stand at each status, as numbers and as lengths of one bar. */
export function StatusCountsBar({ counts, total, asReported: { done, of, own } }: Props) {
  const { ics } = useApp()
  return (
    <section
      className="status-counts"
      aria-label={`Where the ${formatNumber(total)} actions stand`}
    >
      <ul>
        {STATUSES.map((status) => (
          <li key={status}>
            <Link to="/register" search={{ ics, status: [status] }}>
              <span className="status-counts-word">
                <StatusShape status={status} /> {STATUS_WORDS[status]}
              </span>
              <span className="status-counts-number">
                <strong>{formatNumber(counts[status])}</strong> of {formatNumber(total)}
                <span className="quiet">
                  {' '}
                  {total > 0 && PERCENT.format(counts[status] / total)}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <ShareBar counts={counts} />
      <p className="quiet">
        Reports count the commission’s actions that apply here: {formatNumber(done)} of{' '}
        {formatNumber(of)} complete or embedded.
        {own > 0 && ` Your own ${plural(own, 'action')} and those that do not apply stand beside.`}
      </p>
    </section>
  )
}
