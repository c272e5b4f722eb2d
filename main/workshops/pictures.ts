import type { Figure } from '../../domain/publication/tree.ts'
import type { SessionBook } from '../../domain/workshops/book.ts'
import { rankedPicture } from '../../src/charts/specs/ranked.ts'
import { chartFigure } from '../exports/publication/chart.ts'
import { requireMetric } from '../metrics/context.ts'
import { protectedSideBySide } from '../metrics/export.ts'
import type { RegisterContext } from '../register/context.ts'

/**
 * Draws each metric that the agenda speaks of, the systems side by side, for the documents made
 * from the book. A metric without values keeps its words alone.
 */
export async function withPictures(
  context: RegisterContext,
  book: SessionBook,
  signal: AbortSignal,
): Promise<SessionBook> {
  const drawn = new Map<string, Figure>()
  for (const { kind, id, state } of book.items.flatMap(({ linked }) => linked)) {
    signal.throwIfAborted()
    if (kind !== 'metric' || state === null || drawn.has(id)) continue
    const data = protectedSideBySide(context, id)
    if (data.rows.every(({ point }) => point?.value == null)) continue
    const { definition } = requireMetric(context, id)
    drawn.set(id, await chartFigure(rankedPicture({ definition, data, area: null })))
  }
  return {
    ...book,
    items: book.items.map((item) => ({
      ...item,
      linked: item.linked.map((linked) => {
        const picture = linked.kind === 'metric' ? drawn.get(linked.id) : undefined
        return picture ? { ...linked, picture } : linked
      }),
    })),
  }
}
