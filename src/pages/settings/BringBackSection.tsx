import { useAsk, useTell } from '../../app/api.ts'
import { useApp } from '../../app/state.tsx'
import { Button } from '../../ui/Button.tsx'
import { formatMoment } from '../../ui/format.ts'
import { EmptyState, ErrorState, Loading } from '../../ui/states.tsx'

/** What was removed or taken back in the last thirty days, each with the way back. */
export function BringBackSection() {
  const { systemName } = useApp()
  const removed = useAsk('removed.list', {})
  const bringBack = useTell('removed.bringBack')
  if (removed.isError) return <ErrorState error={removed.error} retry={removed.refetch} />
  if (removed.data === undefined) return <Loading label="Looking for what was removed" />
  if (removed.data.length === 0)
    return (
      <EmptyState title="Nothing was removed in the last thirty days">
        Strategies, sessions, people and all else that is removed or taken back is listed here, with
        everything in it.
      </EmptyState>
    )
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Kind</th>
          <th scope="col">Of</th>
          <th scope="col">Removed</th>
          <th scope="col">
            <span className="visually-hidden">What you can do</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {removed.data.map(({ ics, subject, kind, title, at, byName, whyNot }) => (
          <tr key={`${ics} ${subject}`}>
            <th scope="row">{title}</th>
            <td>{kind}</td>
            <td>{ics === 'region' ? 'The region' : systemName(ics)}</td>
            <td>
              {formatMoment(at)} by {byName}
            </td>
            <td>
              <Button
                whyNot={whyNot}
                aria-label={`Bring back ${title}`}
                onPress={() => bringBack.mutate({ ics, subject })}
              >
                Bring back
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
