import { UserError } from '../../domain/errors.ts'
import { rewriteValues } from '../../domain/publication/rewrite.ts'
import type { Block } from '../../domain/publication/tree.ts'
import { composeReport, picturesIn } from '../../domain/reports/compose.ts'
import { redactEvidence, redactor } from '../../domain/reports/redact.ts'
import type { Input } from '../../preload/contract.ts'
import type { ShownSection } from '../../preload/reports-types.ts'
import { withFrozen } from '../frozen/frozen.ts'
import type { RecordContext } from '../record/context.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { peopleNamed } from './build/people.ts'
import { reportOf } from './evidence.ts'
import { requireFreeze } from './freeze-record.ts'
import { requireReport } from './read.ts'

/**
 * One section as the product composes it, with its pictures. Figures name their key; the entries
 * behind them are asked for one figure at a time.
 */
export async function showSection(
  context: RecordContext,
  { freeze: id, section, public: isPublic = false }: Input<'reports.section'>,
  tools: JobTools,
): Promise<ShownSection> {
  const freeze = requireFreeze(context, id)
  const { evidence: all, folder, span } = await reportOf(context, freeze, tools)
  const wanted = picturesIn(all, section)
  if (!wanted) throw new UserError(`This report has no section ${section}.`, 'wrong-call')
  const { studies } = requireReport(context, freeze.report, { orRemoved: true })
  // Drawing takes libraries that nothing else needs.
  const { drawPictures } = await import('../pictures/report.ts')
  return withFrozen(folder, span, async ({ end }) => {
    const evidence = isPublic ? redactEvidence(all, redactor(peopleNamed(context))) : all
    const picture = await drawPictures(end, evidence, wanted, tools)
    const { sections, annexes } = composeReport(evidence, { picture, studies, isPublic })
    const found = [...sections, ...annexes].find(({ key }) => key === section)!
    return { key: section, title: found.title, blocks: withoutEntries(found.blocks) }
  })
}

/** The same blocks with figures by name alone: a table may hold hundreds, of thousands of entries. */
function withoutEntries(blocks: readonly Block[]): Block[] {
  return rewriteValues(blocks, (value) => ({
    ...value,
    source: { ...value.source, entries: [] },
  }))
}
