import type { ReportPreview } from '../../../preload/types.ts'
import { useAsk } from '../../app/api.ts'
import { formatNumber } from '../../ui/format.ts'

const FOUND_WORDS: Record<keyof ReportPreview['found'], string> = {
  focusAreas: 'Focus areas',
  recommendations: 'Recommendations',
  actions: 'Actions',
  caseStudies: 'Case studies',
  challenges: 'Challenges to policymakers',
}

/** What a report holds and how it fits the catalogue, before anything is imported. */
export function ReportPreviewTable({ preview }: { preview: ReportPreview }) {
  const catalogue = useAsk('catalogue.get', {})
  const expected = catalogue.data?.focusAreas
    .flatMap((area) => area.recommendations)
    .reduce((sum, recommendation) => sum + recommendation.actions.length, 0)

  return (
    <section aria-labelledby="found">
      <h2 id="found">What was found</h2>
      {preview.warning !== null && (
        <p className="import-warning" role="alert">
          {preview.warning}
        </p>
      )}
      <table className="plain-table import-found">
        <tbody>
          {Object.entries(FOUND_WORDS).map(([key, words]) => (
            <tr key={key}>
              <th scope="row">{words}</th>
              <td className="numbers">
                {formatNumber(preview.found[key as keyof ReportPreview['found']])}
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">Actions whose wording fits ours</th>
            <td className="numbers">
              {formatNumber(preview.matched)}
              {expected !== undefined && ` of ${formatNumber(expected)}`}
            </td>
          </tr>
          <tr>
            <th scope="row">Of these, the same as imported before</th>
            <td className="numbers">
              {formatNumber(preview.unchanged)} of {formatNumber(preview.matched)}
            </td>
          </tr>
        </tbody>
      </table>
      <Findings title="Not found in this file" findings={preview.missing} className="references" />
      <Findings title="Found, but not as expected" findings={preview.odd} className="sentences" />
    </section>
  )
}

interface FindingsProps {
  title: string
  findings: readonly string[]
  /** References stand side by side, sentences one below the other. */
  className: 'references' | 'sentences'
}

function Findings({ title, findings, className }: FindingsProps) {
  if (findings.length === 0) return null
  return (
    <details open={findings.length <= 20}>
      <summary>
        {title}: {formatNumber(findings.length)}
      </summary>
      <ul className={`import-${className}`}>
        {findings.map((finding) => (
          <li key={finding}>{finding}</li>
        ))}
      </ul>
    </details>
  )
}
