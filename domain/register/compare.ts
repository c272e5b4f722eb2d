import { FIELD_LABELS } from '../record/labels.ts'
import {
  type ActionFieldsNow,
  comparable,
  EXCHANGE_FIELDS,
  type ExchangeField,
  type FieldNow,
  type FieldValue,
  fieldNow,
  fieldWords,
  sameValue,
} from './fields.ts'
import { fingerprint } from './version.ts'

/** What is known of a cell's value at the moment of the export it came from. */
export type Base =
  | { kind: 'value'; value: FieldValue; heads: readonly string[] }
  | { kind: 'fingerprint'; fingerprint: string }
  | { kind: 'unknown' }

/** One good cell of a file. */
export interface ImportedCell {
  /** As people call it: `Register!D17`. */
  cell: string
  value: FieldValue
  base: Base
  /** It names an owner who was removed: well enough where it stands, but not to be chosen anew. */
  removedOwner?: true
}

export interface ImportedRow {
  /** Sheet and row: `Register!17`. */
  key: string
  reference: string
  /** Cell that holds the reference. */
  cell: string
  /** Fields whose cells could be read. */
  cells: Partial<Record<ExchangeField, ImportedCell>>
  /** Whether one or more of its cells could not. */
  flawed: boolean
}

/** A problem with a cell, in one sentence that names it. */
export interface CellProblem {
  cell: string
  message: string
}

/** A file, read. */
export interface ImportedRegister {
  rows: ImportedRow[]
  problems: CellProblem[]
  /**
   * Set when the file was saved in a way that cannot spell every letter: how a text comes out of
   * it. A cell that is our own text so spelled was not changed.
   */
  spelling?: (text: string) => string
}

/** An action as the record has it now. */
export interface ActionNow {
  title: string
  fields: ActionFieldsNow
}

export interface ComparedChange {
  field: ExchangeField
  label: string
  cell: string
  /** In words, to show. */
  ours: string | null
  theirs: string | null
  base: string | null
  /** Whether both sides changed it, to different values. */
  conflict: boolean
  /** What to write when the change is taken. */
  value: FieldValue
  /** The entries behind our value when it was compared: what the change replaces. */
  seen: readonly string[]
}

export interface ComparedRow {
  key: string
  reference: string
  title: string
  changes: ComparedChange[]
}

export interface RegisterComparison {
  /** Rows of the file that name an action of the register. */
  rows: number
  /** Rows of those that say what the record says, and have no problem. */
  unchanged: number
  changed: ComparedRow[]
  problems: CellProblem[]
}

/**
 * Compares a file with the record: what did they change since the file was made, and did we too?
 *
 * @param ours the register's actions now, by reference
 * @param owners label of each owner, by id
 */
export function compareRegister(
  imported: ImportedRegister,
  ours: ReadonlyMap<string, ActionNow>,
  owners: ReadonlyMap<string, string>,
): RegisterComparison {
  const comparison: RegisterComparison = {
    rows: 0,
    unchanged: 0,
    changed: [],
    problems: [...imported.problems],
  }
  for (const row of imported.rows) {
    const action = ours.get(row.reference)
    if (action === undefined) {
      comparison.problems.push({
        cell: row.cell,
        message: `${row.cell}: ${row.reference} is not an action of this register. Add new actions in Accord itself.`,
      })
      continue
    }
    comparison.rows += 1
    const { changes, problems } = compareRow(row, action, owners, imported.spelling)
    comparison.problems.push(...problems)
    if (changes.length > 0) {
      comparison.changed.push({
        key: row.key,
        reference: row.reference,
        title: action.title,
        changes,
      })
    } else if (!row.flawed && problems.length === 0) {
      comparison.unchanged += 1
    }
  }
  comparison.problems.push(...baseProblem(imported, comparison.changed))
  return comparison
}

function compareRow(
  row: ImportedRow,
  action: ActionNow,
  owners: ReadonlyMap<string, string>,
  spelling: ImportedRegister['spelling'],
): { changes: ComparedChange[]; problems: CellProblem[] } {
  const changes: ComparedChange[] = []
  const problems: CellProblem[] = []
  for (const field of EXCHANGE_FIELDS) {
    const theirs = row.cells[field]
    if (theirs === undefined) continue
    const ours = fieldNow(action.fields, field)
    const outcome = compareField(theirs.value, ours, theirs.base, spelling)
    if (outcome === 'same') continue
    const { cell, value } = theirs
    const forbidden = whyNotTaken(field, theirs, row, action)
    if (forbidden !== undefined) {
      problems.push({ cell, message: `${cell}: ${forbidden}` })
      continue
    }
    const base = theirs.base.kind === 'value' ? theirs.base.value : null
    changes.push({
      field,
      label: FIELD_LABELS[field],
      cell,
      ours: fieldWords(field, ours.value, owners),
      theirs: fieldWords(field, value, owners),
      base: fieldWords(field, base, owners),
      conflict: outcome === 'conflict',
      value,
      seen: ours.heads,
    })
  }
  return { changes, problems }
}

/** Why a value that may stand where it stands may not be chosen anew. */
function whyNotTaken(
  field: ExchangeField,
  { value, removedOwner }: ImportedCell,
  row: ImportedRow,
  action: ActionNow,
): string | undefined {
  if (removedOwner)
    return 'this owner was removed. Choose another, or add the owner again in Accord.'
  if (field === 'status' && value === 'not-applicable') {
    const note = row.cells.note ? row.cells.note.value : fieldNow(action.fields, 'note').value
    if (note === null) {
      return "'Not applicable' needs a reason. Write it in the progress note of the same row."
    }
  }
  return undefined
}

/** Says so, when a change is shown of which nobody can tell whether we made it. */
function baseProblem(imported: ImportedRegister, changed: readonly ComparedRow[]): CellProblem[] {
  const shown = new Set(changed.flatMap((row) => row.changes.map((change) => change.cell)))
  const first = imported.rows
    .flatMap((row) => Object.values(row.cells))
    .find(({ base, cell }) => base.kind === 'unknown' && shown.has(cell))
  if (first === undefined) return []
  return [
    {
      cell: first.cell,
      message: `${first.cell}: this file no longer says what the cell held when it was exported, so Accord cannot tell whether it was changed here since. Look at each change before you take it.`,
    },
  ]
}

/**
 * `same`: nothing to take over; `change`: only they changed it, or nobody knows what it was;
 * `conflict`: both did, to different values.
 */
export function compareField(
  theirs: FieldValue,
  ours: FieldNow,
  base: Base,
  spelling?: (text: string) => string,
): 'same' | 'change' | 'conflict' {
  if (sameValue(theirs, ours.value)) return 'same'
  if (spelling && sameValue(theirs, spelling(comparable(ours.value ?? '')))) return 'same'
  if (base.kind === 'unknown') return 'change'
  if (matchesBase(theirs, base)) return 'same'
  return matchesBase(ours.value, base) && !disagreesSince(ours, base) ? 'change' : 'conflict'
}

/** Whether the value is still the one exported. An unknown base matches nothing. */
export function matchesBase(value: FieldValue, base: Base): boolean {
  if (base.kind === 'value') return sameValue(value, base.value)
  return base.kind === 'fingerprint' && fingerprint(value) === base.fingerprint
}

/** Whether somebody set another value beside the one shown, after the export and unseen by it. */
function disagreesSince(ours: FieldNow, base: Base): boolean {
  return (
    base.kind === 'value' &&
    ours.heads.length > 1 &&
    ours.heads.some((head) => !base.heads.includes(head))
  )
}
