import type { ReactNode } from 'react'
import { Button } from '../../../ui/Button.tsx'

interface Props<Row> {
  legend: string
  /** What the button that adds a row says. */
  add: string
  rows: readonly Row[]
  empty: Row
  most: number
  onChange: (rows: Row[]) => void
  /** The fields of one row. @param place counted from 1 */
  children: (row: Row, change: (row: Row) => void, place: number) => ReactNode
}

/** A short list of things that each take a few fields. */
export function RowsEditor<Row>({
  legend,
  add,
  rows,
  empty,
  most,
  onChange,
  children,
}: Props<Row>) {
  return (
    <fieldset className="rows-editor">
      <legend className="field-label">{legend}</legend>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
        <div key={at} className="rows-editor-row">
          {children(row, (next) => onChange(rows.with(at, next)), at + 1)}
          <Button
            kind="quiet"
            aria-label={`Remove ${legend.toLowerCase()} ${at + 1}`}
            onPress={() => onChange(rows.toSpliced(at, 1))}
          >
            Remove
          </Button>
        </div>
      ))}
      {rows.length < most && <Button onPress={() => onChange([...rows, empty])}>{add}</Button>}
    </fieldset>
  )
}
