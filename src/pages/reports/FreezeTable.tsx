import { shortHash } from '../../../domain/words.ts'
import type { FreezeLine, ReportDetail } from '../../../preload/reports-types.ts'
import { useTell } from '../../app/api.ts'
import { CopyButton } from '../../app/CopyButton.tsx'
import { Button } from '../../ui/Button.tsx'
import { formatMoment, formatNumber } from '../../ui/format.ts'
import { Tag } from '../../ui/Tag.tsx'

interface Props {
  report: ReportDetail
  /** Wants one checked, by its id. */
  onCheck: (freeze: string) => void
}

/** The freezes of a report, the latest first, with what can be done with each. */
export function FreezeTable({ report, onCheck }: Props) {
  return (
    <div className="report-table freeze-table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Frozen</th>
            <th scope="col">By</th>
            <th scope="col" className="number">
              Entries
            </th>
            <th scope="col">Fingerprint</th>
            <th scope="col">What you can do</th>
          </tr>
        </thead>
        <tbody>
          {report.allFreezes.map((freeze) => (
            <tr key={freeze.id}>
              <th scope="row">
                {formatMoment(freeze.moment)}{' '}
                {freeze.id === report.freeze?.id && <Tag>The report’s figures</Tag>}
              </th>
              <td>{freeze.by}</td>
              <td className="number">{formatNumber(freeze.entries)}</td>
              <td>
                <Fingerprint freeze={freeze} />
              </td>
              <td>
                <div className="form-buttons">
                  <Button
                    kind="quiet"
                    aria-label={`Check the freeze of ${formatMoment(freeze.moment)}`}
                    onPress={() => onCheck(freeze.id)}
                  >
                    Check
                  </Button>
                  {freeze.id !== report.freeze?.id && <SpeakFrom report={report} freeze={freeze} />}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Lets the report take its figures from another freeze. */
function SpeakFrom({ report, freeze }: { report: ReportDetail; freeze: FreezeLine }) {
  const save = useTell('reports.save')
  return (
    <Button
      kind="quiet"
      whyNot={report.whyNot}
      aria-label={`Use its figures: the freeze of ${formatMoment(freeze.moment)}`}
      onPress={() => save.mutate({ id: report.id, fields: { freeze: freeze.id } })}
    >
      Use its figures
    </Button>
  )
}

/** The beginning tells freezes apart by eye; a comparison wants the whole. */
function Fingerprint({ freeze }: { freeze: FreezeLine }) {
  return (
    <>
      <code title={freeze.hash}>{shortHash(freeze.hash)}</code>{' '}
      <CopyButton
        kind="quiet"
        aria-label={`Copy the whole fingerprint of ${formatMoment(freeze.moment)}`}
        text={freeze.hash}
      >
        Copy
      </CopyButton>
    </>
  )
}
