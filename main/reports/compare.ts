import { UserError } from '../../domain/errors.ts'
import { stampTime } from '../../domain/record/clock.ts'
import type { ChangeEntry } from '../../domain/record/entry.ts'
import { type ComparedEntry, movedFigures } from '../../domain/reports/compare.ts'
import type { FigureChange, FreezeComparison, MoveCause } from '../../preload/reports-types.ts'
import { entriesIn, type PlacedEntry } from '../frozen/cut.ts'
import { isEvidence } from '../frozen/evidence-entries.ts'
import { isOfSystems } from '../frozen/frozen.ts'
import type { RecordContext } from '../record/context.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { reportOf } from './evidence.ts'
import { entriesInWords } from './figures.ts'
import { type FreezeRecord, freezeLine, requireFreeze } from './freeze-record.ts'

/** Two freezes beside each other: which figures moved, and which entries moved them. */
export async function compareFreezes(
  context: RecordContext,
  { a: first, b: second }: { a: string; b: string },
  tools: JobTools,
): Promise<FreezeComparison> {
  if (first === second)
    throw new UserError('Choose two freezes that are not the same.', 'wrong-call')
  const [a, b] = [requireFreeze(context, first), requireFreeze(context, second)]
  const before = await sideOf(context, a, tools)
  const after = await sideOf(context, b, tools)
  const added = after.entries.filter(({ id }) => !before.ids.has(id))
  const gone = before.entries.filter(({ id }) => !after.ids.has(id)).length
  const subjects = new Map(before.entries.map(({ id, subject }) => [id, subject]))
  const changes = movedFigures(before.freeze, after.freeze, added, (id) => subjects.get(id))
  return {
    a: freezeLine(context, a),
    b: freezeLine(context, b),
    same: after.freeze.figures.size - changes.filter(({ after: now }) => now !== null).length,
    added: added.length,
    gone,
    changes,
    causes: causesOf(context, changes),
  }
}

/** Entries of a cause that are named. */
const NAMED = 3

function causesOf(context: RecordContext, changes: readonly FigureChange[]): MoveCause[] {
  const groups = Map.groupBy(changes, ({ entries, why }) =>
    entries.length > 0 ? entries.join(' ') : why,
  )
  return [...groups.values()]
    .map((of): MoveCause => {
      const { entries, why } = of[0]!
      const named = entriesInWords(context, entries, NAMED)
      return {
        said:
          entries.length > 0
            ? named.map(({ said, where, by }) => `${said} (${where}, ${by})`)
            : [why],
        more: entries.length - named.length,
        figures: of.map(({ key }) => key),
      }
    })
    .sort((a, b) => b.figures.length - a.figures.length)
}

async function sideOf(context: RecordContext, freeze: FreezeRecord, tools: JobTools) {
  const { composed, span } = await reportOf(context, freeze, tools)
  const { entries } = await entriesIn(context.record.db, freeze.cut, tools)
  const evidence = entries.filter(isEvidence).map(comparedEntry)
  const { moment, resources, kind, scope, from, to } = freeze
  const frame = [kind, scope, from, to].join(' ')
  return {
    freeze: { frame, moment, resources, day: span.day, figures: composed.figures },
    entries: evidence,
    ids: new Set(evidence.map(({ id }) => id)),
  }
}

function comparedEntry(placed: PlacedEntry): ComparedEntry {
  const { stream, entry } = placed
  const { subject, basedOn, undoes, metric } = entry as Partial<ChangeEntry> & { metric?: string }
  return {
    id: entry.id,
    at: new Date(stampTime(entry.at)).toISOString(),
    subject: `${stream} ${subject ?? `observations:${metric ?? ''}`}`,
    replaces: Object.values(basedOn ?? {}).flat(),
    undoes: undoes !== undefined || entry.kind === 'withdrawal',
    aboutSystems: isOfSystems(placed),
  }
}
