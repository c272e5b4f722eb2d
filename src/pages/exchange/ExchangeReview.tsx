import { useState } from 'react'
import type { ExchangePreview, ExchangeRow } from '../../../preload/types.ts'
import { useTell } from '../../app/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { formatNumber, plural } from '../../ui/format.ts'
import { EmptyState } from '../../ui/states.tsx'
import { withMember } from '../shared/with-member.ts'

interface Props {
  preview: ExchangePreview
  /** Called when the file was imported or put aside. */
  onDone: () => void
}

type Change = ExchangeRow['changes'][number]

/** Every difference between a file and the register, with what to take and what to leave. */
export function ExchangeReview({ preview, onDone }: Props) {
  const bringIn = useTell('exchange.import')
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set())
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  const taken = preview.changed.filter((row) => !skipped.has(row.key))
  const unread = preview.rows - preview.changed.length - preview.unchanged
  const conflicts = preview.changed
    .flatMap((row) => row.changes)
    .filter((change) => change.conflict)

  return (
    <>
      <p>
        <strong>{preview.fileName}</strong>: {plural(preview.rows, 'row')} read,{' '}
        {formatNumber(preview.changed.length)} with differences, {formatNumber(preview.unchanged)}{' '}
        the same
        {unread > 0 && `, ${formatNumber(unread)} with nothing else than cells to put right`}.
      </p>
      <Problems problems={preview.problems} />
      {conflicts.length > 0 && (
        <p className="exchange-warning">
          {plural(conflicts.length, 'cell')} changed both in the file and in Accord since the file
          was saved. Ours stays unless you choose the file’s.
        </p>
      )}
      {preview.changed.length === 0 ? (
        <EmptyState
          title={preview.problems.length === 0 ? 'Nothing differs' : 'Nothing to bring in yet'}
          action={<Button onPress={onDone}>Choose another file</Button>}
        >
          {preview.problems.length === 0
            ? 'The file says what Accord says already.'
            : 'Put the cells above right in the file, save it, and choose it again. Everything else in it says what Accord says already.'}
        </EmptyState>
      ) : (
        <>
          <div className="exchange-scroll">
            <table className="plain-table exchange-changes">
              <thead>
                <tr>
                  <th scope="col">Take in</th>
                  <th scope="col">Action</th>
                  <th scope="col">Cell</th>
                  <th scope="col">What</th>
                  <th scope="col">In Accord now</th>
                  <th scope="col">In the file</th>
                </tr>
              </thead>
              {preview.changed.map((row) => (
                <DifferentRow
                  key={row.key}
                  row={row}
                  isTaken={!skipped.has(row.key)}
                  onTake={(taken) => setSkipped((before) => withMember(before, row.key, !taken))}
                  theirs={theirs}
                  onTheirs={(cell, isTheirs) =>
                    setTheirs((before) => withMember(before, cell, isTheirs))
                  }
                />
              ))}
            </table>
          </div>
          <div className="form-buttons">
            <Button onPress={onDone}>Put the file aside</Button>
            <Button
              kind="primary"
              isDisabled={taken.length === 0 || bringIn.isPending}
              onPress={() =>
                bringIn.mutate(
                  { preview: preview.preview, skip: [...skipped], takeTheirs: [...theirs] },
                  { onSuccess: onDone },
                )
              }
            >
              Bring in {plural(taken.length, 'row')} of {formatNumber(preview.changed.length)}
            </Button>
          </div>
        </>
      )}
    </>
  )
}

interface RowProps {
  row: ExchangeRow
  isTaken: boolean
  onTake: (taken: boolean) => void
  /** Conflicting cells whose value in the file is to be taken. */
  theirs: ReadonlySet<string>
  onTheirs: (cell: string, isTheirs: boolean) => void
}

function DifferentRow({ row, isTaken, onTake, theirs, onTheirs }: RowProps) {
  return (
    <tbody data-left-out={!isTaken}>
      {row.changes.map((change, index) => (
        <tr key={change.cell} data-conflict={change.conflict}>
          {index === 0 && (
            <>
              <td rowSpan={row.changes.length}>
                <Checkbox
                  isSelected={isTaken}
                  onChange={onTake}
                  aria-label={`Take in ${row.reference}`}
                />
              </td>
              <th scope="rowgroup" rowSpan={row.changes.length}>
                <span className="reference">{row.reference}</span> {row.title}
              </th>
            </>
          )}
          <td className="quiet exchange-cell">{change.cell}</td>
          <td>{change.label}</td>
          {change.conflict ? (
            <Choice
              change={change}
              isTheirs={theirs.has(change.cell)}
              isDisabled={!isTaken}
              onChoose={(isTheirs) => onTheirs(change.cell, isTheirs)}
            />
          ) : (
            <>
              <td>
                <Value value={change.ours} />
              </td>
              <td>
                <Value value={change.theirs} />
              </td>
            </>
          )}
        </tr>
      ))}
    </tbody>
  )
}

interface ChoiceProps {
  change: Change
  isTheirs: boolean
  isDisabled: boolean
  onChoose: (isTheirs: boolean) => void
}

/** Two cells of which one is kept. */
function Choice({ change, isTheirs, isDisabled, onChoose }: ChoiceProps) {
  const option = (theirs: boolean, value: string | null) => (
    <td>
      <label className="exchange-choice">
        <input
          type="radio"
          name={change.cell}
          checked={isTheirs === theirs}
          disabled={isDisabled}
          onChange={() => onChoose(theirs)}
        />
        <span>
          <Value value={value} />
        </span>
      </label>
    </td>
  )
  return (
    <>
      {option(false, change.ours)}
      {option(true, change.theirs)}
    </>
  )
}

function Value({ value }: { value: string | null }) {
  return value === null ? <span className="quiet">(empty)</span> : value
}

function Problems({ problems }: Pick<ExchangePreview, 'problems'>) {
  if (problems.length === 0) return null
  return (
    <details className="exchange-problems" open={problems.length <= 10}>
      <summary>
        {plural(problems.length, 'cell')} could not be read. What Accord has there stays.
      </summary>
      <ul>
        {problems.map(({ cell, message }) => (
          <li key={`${cell} ${message}`}>{message}</li>
        ))}
      </ul>
    </details>
  )
}
