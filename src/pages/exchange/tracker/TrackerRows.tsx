import type { PlannedRow } from '../../../../domain/trackers/plan.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { plural } from '../../../ui/format.ts'
import { EmptyState } from '../../../ui/states.tsx'
import { withMember } from '../../shared/with-member.ts'

interface Props {
  rows: readonly PlannedRow[]
  skipped: ReadonlySet<string>
  onSkip: (skipped: ReadonlySet<string>) => void
}

/** Every difference the tracker would make, by row, and the rows that stay out with the reason. */
export function TrackerRows({ rows, skipped, onSkip }: Props) {
  const changing = rows.filter(({ actions }) => actions.length > 0)
  const out = rows.filter(({ reason }) => reason !== null)
  return (
    <>
      {changing.length === 0 ? (
        <EmptyState title="Nothing to bring in yet">
          {out.length > 0
            ? 'Answer what is asked above, or choose other sheets and columns.'
            : 'The tracker says what Accord says already.'}
        </EmptyState>
      ) : (
        <div className="exchange-scroll">
          <table className="plain-table exchange-changes">
            <thead>
              <tr>
                <th scope="col">Take in</th>
                <th scope="col">Row</th>
                <th scope="col">Action</th>
                <th scope="col">What</th>
                <th scope="col">In Accord now</th>
                <th scope="col">In the tracker</th>
              </tr>
            </thead>
            {changing.map((row) => (
              <RowChanges
                key={row.key}
                row={row}
                isTaken={!skipped.has(row.key)}
                onTake={(isTaken) => onSkip(withMember(skipped, row.key, !isTaken))}
              />
            ))}
          </table>
        </div>
      )}
      {out.length > 0 && (
        <details>
          <summary>{plural(out.length, 'row')} not brought in, each with its reason</summary>
          <ul>
            {out.map(({ key, text, reason }) => (
              <li key={key}>
                <span className="quiet">{key}</span> {text.slice(0, 100)}: {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function RowChanges({
  row,
  isTaken,
  onTake,
}: {
  row: PlannedRow
  isTaken: boolean
  onTake: (isTaken: boolean) => void
}) {
  const lines = row.actions.flatMap((action) => {
    const none = { field: 'new', label: 'New action', ours: null, theirs: action.title }
    const changes = action.isNew ? [none, ...action.changes] : action.changes
    return changes.map((change, at) => ({ action, change, at, of: changes.length }))
  })
  return (
    <tbody data-left-out={!isTaken}>
      {lines.map(({ action, change, at, of }, line) => (
        <tr key={`${action.reference} ${change.field}`}>
          {line === 0 && (
            <>
              <td rowSpan={lines.length}>
                <Checkbox
                  isSelected={isTaken}
                  onChange={onTake}
                  aria-label={`Take in ${row.key}`}
                />
              </td>
              <td rowSpan={lines.length} className="quiet">
                {row.key}
              </td>
            </>
          )}
          {at === 0 && (
            <th scope="rowgroup" rowSpan={of}>
              <span className="reference">{action.reference}</span> {action.title}
              <br />
              <span className="quiet">
                {action.isNew ? 'An action of your own' : howMatched(row)}
              </span>
            </th>
          )}
          <td>{change.label}</td>
          <td>{change.ours ?? <span className="quiet">(empty)</span>}</td>
          <td>{change.theirs}</td>
        </tr>
      ))}
    </tbody>
  )
}

const BY = {
  reference: 'By its reference',
  lettering: 'By the report’s lettering',
  wording: 'By its wording',
  choice: 'As you chose',
}

function howMatched({ match }: PlannedRow): string {
  if (match?.kind !== 'action') return ''
  const score = match.score === null ? '' : `, ${Math.round(match.score * 100)} in 100 alike`
  return `${BY[match.by]}${score}`
}
