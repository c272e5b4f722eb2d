import { randomUUID } from 'node:crypto'
import { importEnds, importsUnderWay } from '../metrics/imports-under-way.ts'
import type { WritingContext } from '../record/context.ts'
import { letOthersWork } from '../runtime/turns.ts'
import { inverseOf } from './undo.ts'

/** Entries written between two turns of others; each holds many values. */
const ENTRIES_AT_ONCE = 4

/**
 * Takes back what a killed process had written of an import: half a table is worse than none, and
 * nobody can see which half. Cut short itself, it goes on at the next opening.
 * @param tell says it to the person
 */
export async function takeBackHalfImports(
  context: WritingContext,
  tell: (text: string) => void,
): Promise<void> {
  const { record } = context
  for (const { batch, fileName } of importsUnderWay(record.db)) {
    const { additions } = inverseOf(context, batch)
    const undoing = randomUUID()
    for (let at = 0; at < additions.length; at += ENTRIES_AT_ONCE) {
      if (!record.db.open) return
      record.write(additions.slice(at, at + ENTRIES_AT_ONCE), undoing)
      await letOthersWork()
    }
    if (!record.db.open) return
    importEnds(record.db, fileName)
    if (additions.length > 0)
      tell(
        `Accord stopped while it imported ${fileName}. What had come in was taken back, so that no half of it stays. Import the file again.`,
      )
  }
}
