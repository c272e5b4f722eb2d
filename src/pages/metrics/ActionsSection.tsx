import { Link } from '@tanstack/react-router'
import type { Milestone } from '../../../charts/specs/xmr.ts'
import type { LinkedAction } from '../../../preload/metrics-types.ts'
import { formatDate } from '../../ui/format.ts'
import { StatusChip } from '../../ui/StatusChip.tsx'

interface Props {
  ics: string
  actions: readonly LinkedAction[]
  /** What was done when, with the numbers that stand on the axis of time. */
  milestones: readonly (Milestone & {
    action: LinkedAction
    to: string | null
    byName: string
  })[]
}

/** Actions that the metric speaks to, where they stand, and what was done when. */
export function ActionsSection({ ics, actions, milestones }: Props) {
  return (
    <section aria-labelledby="actions" className="metric-section">
      <h2 id="actions">What is being done</h2>
      {actions.length === 0 ? (
        <p className="quiet">No action is linked to this metric.</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Action</th>
              <th scope="col">Status</th>
              <th scope="col">What was done when (numbers stand on the chart above)</th>
            </tr>
          </thead>
          <tbody>
            {actions.map((action) => (
              <tr key={action.reference}>
                <th scope="row" className="metric-action">
                  <Link
                    to="/action/$reference"
                    params={{ reference: action.reference }}
                    search={{ ics }}
                  >
                    <span className="reference">{action.reference}</span> {action.title}
                  </Link>
                </th>
                <td>
                  <StatusChip status={action.status} />
                </td>
                <td>
                  <ol className="metric-milestones">
                    {milestones
                      .filter((each) => each.action.reference === action.reference)
                      .map((each) => (
                        <li key={each.number}>
                          <span className="metric-number">{each.number}</span> {formatDate(each.at)}
                          : {each.to ?? 'status cleared'}, {each.byName}
                        </li>
                      ))}
                  </ol>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
