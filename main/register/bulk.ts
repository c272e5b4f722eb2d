import { systemStream } from '../../domain/record/stream.ts'
import type { ActionFields } from '../../domain/record/subjects.ts'
import { plural } from '../../domain/words.ts'
import type { Written } from '../../preload/types.ts'
import {
  type RecordContext,
  requireAction,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeOf, type FieldValues, type Seen, writeDeed } from '../record/deed.ts'
import type { Addition } from '../record/record.ts'
import { changesInWords, requireSense } from './writing.ts'

/**
 * The same change to several actions, as one deed.
 * @param shown what each action held on the person's screen
 */
export function bulkUpdate(
  context: WritingContext,
  ics: string,
  references: readonly string[],
  changes: ActionFields,
  shown: Readonly<Record<string, ActionFields>> = {},
): Written {
  const rows = [...new Set(references)].map((reference) => ({
    reference,
    changes,
    shown: shown[reference],
  }))
  const additions = additionsFor(context, ics, rows)
  const [only, ...others] = rows
  const what = only && others.length === 0 ? only.reference : plural(additions.length, 'action')
  return writeDeed(
    context,
    systemStream(ics),
    additions,
    `${what}: ${changesInWords(context, changes)}`,
  )
}

/** One action's changes, and what it held on the person's screen. */
interface RowChange {
  reference: string
  changes: ActionFields
  shown?: ActionFields | undefined
}

/** Different changes to several actions, as one deed. */
export function updateRows(
  context: WritingContext,
  ics: string,
  rows: readonly RowChange[],
): Written {
  const additions = additionsFor(context, ics, rows)
  return writeDeed(
    context,
    systemStream(ics),
    additions,
    `${plural(additions.length, 'action')} changed`,
  )
}

function additionsFor(context: RecordContext, ics: string, rows: readonly RowChange[]): Addition[] {
  requireWrite(context, requireSystem(context, ics))
  for (const { reference, changes } of rows) {
    requireAction(context, ics, reference)
    requireSense(context, ics, changes)
  }
  return rows.flatMap(({ reference, changes, shown = {} }) => {
    const subject = `action:${reference}`
    return changeOf(context, ics, subject, changes, entriesShown(context, ics, subject, shown))
  })
}

/** The entries whose values the screen showed: lists carry values, and no entries. */
function entriesShown(
  context: RecordContext,
  ics: string,
  subject: string,
  shown: FieldValues,
): Seen {
  const heads = context.record.projection.readHeads(ics, subject)
  return Object.fromEntries(
    Object.entries(shown).map(([field, value]) => [
      field,
      (heads.get(field) ?? []).filter((head) => head.value === value).map((head) => head.entry),
    ]),
  )
}
