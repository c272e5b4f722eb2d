import type { ActionFields } from '../../../domain/record/subjects.ts'
import { type CellContext, readCell } from '../../../domain/register/cells.ts'
import { EXCHANGE_FIELDS, type ExchangeField } from '../../../domain/register/fields.ts'
import { ownerChoices, ownerFinder } from '../../../domain/register/owners.ts'
import type { ActionRow, Owner } from '../../../preload/types.ts'
import type { ActionsChange } from '../../app/use-save-actions.ts'
import type { PastedCell } from '../../ui/table/cells.ts'

/** What cells pasted from Excel change, and in words what could not be read. */
export interface PastedChanges {
  /** Rows that change in the same way stand together. */
  changes: ActionsChange[]
  problems: string[]
}

/** The field a column stands for: the register's columns bear the names of their fields. */
function fieldOf(column: string): ExchangeField | undefined {
  return EXCHANGE_FIELDS.find((field) => field === column)
}

/** Reads pasted cells by the same rules as a whole workbook. */
export function readPasted(
  cells: readonly PastedCell<ActionRow>[],
  owners: readonly Owner[],
): PastedChanges {
  const context: CellContext = {
    findOwner: ownerFinder(owners),
    ownerChoices: ownerChoices(owners),
    calendar1904: false,
  }
  const byRow = new Map<ActionRow, ActionFields>()
  const problems: string[] = []
  for (const { row, column, text } of cells) {
    const field = fieldOf(column)
    if (!field) continue
    const read = readCell(field, { kind: 'text', text }, context)
    if ('problem' in read) problems.push(`${row.reference}: ${read.problem}`)
    // A note is a diary: an empty cell adds nothing to it.
    else if (field !== 'note' || read.value !== null)
      byRow.set(row, { ...byRow.get(row), [field]: read.value })
  }
  return { changes: joinSame(byRow), problems }
}

function joinSame(byRow: ReadonlyMap<ActionRow, ActionFields>): ActionsChange[] {
  const groups = Map.groupBy(byRow, ([, fields]) => JSON.stringify(fields))
  return [...groups.values()].flatMap((members) => {
    const fields = members[0]?.[1]
    return fields ? [{ rows: members.map(([row]) => row), fields }] : []
  })
}
