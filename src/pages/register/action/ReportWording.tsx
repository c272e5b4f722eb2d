import { Link } from '@tanstack/react-router'
import type { ActionDetail } from '../../../../preload/types.ts'

interface Props {
  wording: ActionDetail['wording']
  /** A system's own action has no wording in the report. */
  isLocal: boolean
}

/** The commission's own words, where its report was imported. */
export function ReportWording({ wording, isLocal }: Props) {
  if (isLocal) return null
  return (
    <section aria-labelledby="action-wording">
      <h2 id="action-wording">In the commission’s words</h2>
      {wording === null ? (
        <p className="quiet">
          Accord holds its own summary only. <Link to="/import/report">Import the report</Link> to
          read its full wording here.
        </p>
      ) : (
        <blockquote className="wording">
          <p>{wording.text}</p>
          {wording.subPoints.length > 0 && (
            <ul>
              {wording.subPoints.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          )}
          {wording.citations.length > 0 && (
            <p className="wording-citations">Cites {wording.citations.join('; ')}</p>
          )}
        </blockquote>
      )}
    </section>
  )
}
