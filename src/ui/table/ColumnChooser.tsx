import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { Button } from '../Button.tsx'
import { Checkbox } from '../Checkbox.tsx'
import type { Column } from './column.ts'
import { PLAIN_LAYOUT, useTableLayout } from './table-state.ts'
import './ColumnChooser.css'

/** A button that opens the list of columns to show and hide. */
export function ColumnChooser<Row>({
  stateKey,
  columns,
}: {
  stateKey: string
  columns: readonly Column<Row>[]
}) {
  const [layout, setLayout] = useTableLayout(stateKey)
  return (
    <DialogTrigger>
      <Button kind="quiet">Columns</Button>
      <Popover className="popover" offset={4}>
        <Dialog className="column-chooser" aria-label="Columns to show">
          {columns.slice(1).map((column) => (
            <Checkbox
              key={column.id}
              isSelected={layout.visible[column.id] ?? !column.hidden}
              onChange={(isShown) =>
                setLayout({ visible: { ...layout.visible, [column.id]: isShown } })
              }
            >
              {column.header}
            </Checkbox>
          ))}
          <p className="column-chooser-hint">
            Drag a heading to move its column. On a heading, Alt and the arrow keys move it, Shift
            and the arrow keys change its width.
          </p>
          <Button kind="quiet" onPress={() => setLayout(PLAIN_LAYOUT)}>
            Back to the usual columns
          </Button>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
