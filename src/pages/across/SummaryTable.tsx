import { STATUS_WORDS, STATUSES, type Status } from '../../../domain/record/statuses.ts'
import type { StatusCounts } from '../../../preload/types.ts'
import { formatNumber } from '../../ui/format.ts'
import { ShareBar } from '../../ui/ShareBar.tsx'
import { StatusShape } from '../../ui/StatusChip.tsx'

const PERCENT = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 })

interface Props {
  /** Heading of the first column, such as "Section". */
  heading: string
  /** What one of the counts is a count of; empty when that is plain. */
  caption: string
  parts: readonly ({ key: string; title: string } & StatusCounts)[]
  chosen: { part: string | null; status: Status | null }
  onChoose: (part: string | null, status: Status | null) => void
}

/** Counts by status for each part, over their denominator; pressing a count narrows the matrix. */
export function SummaryTable({ heading, caption, parts, chosen, onChoose }: Props) {
  const isChosen = (part: string, status: Status | null) =>
    chosen.part === part && chosen.status === status
  const toggle = (part: string, status: Status | null) =>
    isChosen(part, status) ? onChoose(null, null) : onChoose(part, status)

  return (
    <table className="plain-table summary">
      {caption !== '' && <caption>{caption}</caption>}
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col" className="summary-bar-heading">
            Share
          </th>
          {STATUSES.map((status) => (
            <th scope="col" key={status} className="number">
              <StatusShape status={status} /> {STATUS_WORDS[status]}
            </th>
          ))}
          <th scope="col" className="number">
            Out of
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.key}>
            <th scope="row">
              <button
                type="button"
                className="summary-part"
                aria-pressed={isChosen(part.key, null)}
                onClick={() => toggle(part.key, null)}
              >
                <span className="reference">{part.key}</span> {part.title}
              </button>
            </th>
            <td>
              <ShareBar counts={part} />
            </td>
            {STATUSES.map((status) => (
              <td key={status} className="number">
                <button
                  type="button"
                  className="summary-count"
                  disabled={part[status] === 0}
                  aria-pressed={isChosen(part.key, status)}
                  onClick={() => toggle(part.key, status)}
                >
                  <span className="visually-hidden">
                    {part.title}, {STATUS_WORDS[status].toLowerCase()}:{' '}
                  </span>
                  {formatNumber(part[status])}{' '}
                  <small>{part.total > 0 && PERCENT.format(part[status] / part.total)}</small>
                </button>
              </td>
            ))}
            <td className="number">{formatNumber(part.total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
