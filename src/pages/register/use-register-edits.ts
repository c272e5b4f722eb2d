import { useMemo } from 'react'
import type { ActionRow } from '../../../preload/types.ts'
import { useAsk } from '../../app/api.ts'
import { type QuickField, quickEdit } from '../../app/quick-edit.ts'
import { useShortcuts } from '../../app/shortcuts.tsx'
import { useApp } from '../../app/state.tsx'
import { toast } from '../../app/toast.tsx'
import { useSaveActions } from '../../app/use-save-actions.ts'
import { plural } from '../../ui/format.ts'
import type { PastedCell } from '../../ui/table/cells.ts'
import type { TablePosition } from '../../ui/table/table-state.ts'
import { useWhyNot } from '../shared/useWhyNot.ts'
import { readPasted } from './pasted-changes.ts'

const PROBLEMS_SHOWN = 3

/** Changing actions from the register: by single keys, in bulk, and by pasting from Excel. */
export function useRegisterEdits(rows: readonly ActionRow[], position: TablePosition) {
  const { ics } = useApp()
  const owners = useAsk('owners.list', { ics })
  const whyNot = useWhyNot(ics)
  const save = useSaveActions()
  const selected = useMemo(() => {
    const keys = new Set(position.selected)
    return rows.filter((row) => keys.has(row.reference))
  }, [rows, position.selected])

  /** Acts on the selection, or else on the row under the keyboard. */
  function edit(field: QuickField): void {
    const active = rows.filter((row) => row.reference === position.active?.row)
    const targets = selected.length > 0 ? selected : active
    if (whyNot) toast({ text: whyNot, level: 'warning' })
    else if (targets.length === 0) toast({ text: 'Choose an action first, with the arrow keys.' })
    else quickEdit(field, targets)
  }

  function paste(cells: readonly PastedCell<ActionRow>[], left: number): void {
    if (whyNot) {
      toast({ text: whyNot, level: 'warning' })
      return
    }
    const { changes, problems } = readPasted(cells, owners.data ?? [])
    if (changes.length > 0) void save(ics, changes)
    if (left > 0) {
      problems.push(
        `${plural(left, 'cell')} left out: you can paste into status, confidence, owner, due, note and next step.`,
      )
    }
    if (problems.length === 0) return
    const more = problems.length - PROBLEMS_SHOWN
    const rest = more > 0 ? ` And ${plural(more, 'more cell')} like these.` : ''
    toast({ text: problems.slice(0, PROBLEMS_SHOWN).join(' ') + rest, level: 'problem' })
  }

  useShortcuts({
    s: { label: 'Change the status', run: () => edit('status') },
    n: { label: 'Add a note', run: () => edit('note') },
    o: { label: 'Choose the owner', run: () => edit('owner') },
    d: { label: 'Set the due date', run: () => edit('due') },
  })
  return { selected, whyNot, edit, paste }
}
