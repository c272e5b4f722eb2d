import { LongWait } from '../../app/LongWait.tsx'
import { useLongAsk } from '../../app/useLongAsk.ts'
import { formatNumber } from '../../ui/format.ts'

/** Whether what is here still gives what was frozen. @param freeze its id */
export function FreezeVerdict({ freeze }: { freeze: string }) {
  const asked = useLongAsk('reports.verify', { freeze })
  const check = asked.query.data
  return (
    <div className="why-not" role="status">
      {check === undefined ? (
        <LongWait label="Counting everything again" asked={asked} />
      ) : check.ok ? (
        <p>
          All is as it was frozen: {formatNumber(check.entries)} entries with the same fingerprint,
          and the same figures.
        </p>
      ) : (
        <>
          <p>This is not as it was frozen:</p>
          <ul className="bulleted">
            {check.differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
