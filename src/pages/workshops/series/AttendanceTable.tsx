import { useAsk } from '../../../app/api.ts'
import { formatDate } from '../../../ui/format.ts'
import { ErrorState, Loading } from '../../../ui/states.tsx'

/** Sessions shown at most: the latest ones. */
const SHOWN = 6

/** How many people of each system came to each session of a series. */
export function AttendanceTable({ series }: { series: string }) {
  const found = useAsk('workshops.attendance', { series })
  if (found.isPending) return <Loading label="Counting who came" />
  if (found.isError) return <ErrorState error={found.error} retry={found.refetch} />

  const sessions = found.data.sessions
    .map((session, at) => ({ ...session, at }))
    .sort((a, b) => a.start.localeCompare(b.start))
    .slice(-SHOWN)
  return (
    <section aria-labelledby="came">
      <h3 id="came">Who came, by system</h3>
      <p className="quiet">People present of those invited.</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-frame" tabIndex={0} aria-label="Attendance by system">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">System</th>
              {sessions.map(({ id, start }) => (
                <th key={id} scope="col" className="number">
                  {formatDate(start)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.data.rows.map(({ system, name, cells }) => (
              <tr key={system ?? 'none'}>
                <th scope="row">{name}</th>
                {sessions.map(({ id, at }) => {
                  const cell = cells[at]
                  return (
                    <td key={id} className="number">
                      {cell && (cell.invited > 0 || cell.present > 0)
                        ? `${cell.present} of ${Math.max(cell.invited, cell.present)}`
                        : '–'}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
