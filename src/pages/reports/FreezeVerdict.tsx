import { useAsk } from '../../app/api.ts'
import { formatNumber } from '../../ui/format.ts'
import { ErrorState, Loading } from '../../ui/states.tsx'

/** Whether what is here still gives what was frozen. @param freeze its id */
export function FreezeVerdict({ freeze }: { freeze: string }) {
  const check = useAsk('reports.verify', { freeze })
  if (check.isPending) return <Loading label="Counting everything again" />
  if (check.isError) return <ErrorState error={check.error} retry={check.refetch} />
  const { ok, entries, differences } = check.data
  return (
    <div className="why-not" role="status">
      {ok ? (
        <p>
          All is as it was frozen: {formatNumber(entries)} entries with the same fingerprint, and
          the same figures.
        </p>
      ) : (
        <>
          <p>This is not as it was frozen:</p>
          <ul>
            {differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
