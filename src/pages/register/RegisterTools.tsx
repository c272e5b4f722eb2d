import { Link } from '@tanstack/react-router'
import type { RegisterFilter } from '../../../preload/contract.ts'
import type { ActionRow } from '../../../preload/types.ts'
import type { QuickField } from '../../app/quick-edit.ts'
import { REGISTER } from '../../app/register-search.ts'
import { Button } from '../../ui/Button.tsx'
import { plural } from '../../ui/format.ts'
import { Menu } from '../../ui/Menu.tsx'
import { ColumnChooser } from '../../ui/table/ColumnChooser.tsx'
import type { Column } from '../../ui/table/column.ts'
import { useTableLayout } from '../../ui/table/table-state.ts'
import { SavedViews } from './SavedViews.tsx'

const EDITS: readonly { field: QuickField; text: string; key: string }[] = [
  { field: 'status', text: 'Status', key: 's' },
  { field: 'note', text: 'Note', key: 'n' },
  { field: 'owner', text: 'Owner', key: 'o' },
  { field: 'due', text: 'Due date', key: 'd' },
]

/** The line above the table: changes to what is selected, and how the table looks. */
export function RegisterTools({
  columns,
  filter,
  onOpenView,
  selected,
  whyNot,
  onEdit,
  onClearSelection,
  onAdd,
}: {
  columns: readonly Column<ActionRow>[]
  filter: RegisterFilter
  onOpenView: (filter: RegisterFilter) => void
  selected: readonly ActionRow[]
  whyNot: string | null
  onEdit: (field: QuickField) => void
  onClearSelection: () => void
  onAdd: () => void
}) {
  const [layout, setLayout] = useTableLayout(REGISTER)
  const groups = columns.filter((column) => column.groupable)
  const grouped = groups.find((column) => column.id === layout.groupBy)
  return (
    <div className="register-tools">
      <div className="register-edits" role="toolbar" aria-label="Change actions">
        {EDITS.map(({ field, text, key }) => (
          <Button key={field} kind="quiet" whyNot={whyNot} onPress={() => onEdit(field)}>
            {text} <kbd>{key}</kbd>
          </Button>
        ))}
        <Button kind="quiet" whyNot={whyNot} onPress={onAdd}>
          Add an action
        </Button>
        <span className="register-selected" role="status">
          {selected.length > 0 && `${plural(selected.length, 'action')} selected`}
        </span>
        {selected.length > 0 && (
          <Button kind="quiet" onPress={onClearSelection}>
            Clear selection
          </Button>
        )}
      </div>
      <Menu
        kind="quiet"
        label={grouped ? `Grouped by ${grouped.header.toLowerCase()}` : 'Group'}
        choices={[
          { id: 'none', text: 'Not grouped', run: () => setLayout({ groupBy: null }) },
          ...groups.map((column) => ({
            id: column.id,
            text: `By ${column.header.toLowerCase()}`,
            run: () => setLayout({ groupBy: column.id }),
          })),
        ]}
      />
      <ColumnChooser stateKey={REGISTER} columns={columns} />
      <SavedViews filter={filter} onOpen={onOpenView} />
      <Link to="/exchange" className="button button-quiet">
        Excel
      </Link>
    </div>
  )
}
