import { countNetwork, FROM_REPORT, type Taking } from '../../domain/practice/network.ts'
import { practiceKey, reportNumber } from '../../domain/practice/study-key.ts'
import type { LearningNetwork } from '../../preload/strategies-types.ts'
import type { RecordContext } from '../record/context.ts'
import { type Place, places, standingParts, successorOf } from '../record/standing.ts'
import { caseStudies } from './case-studies.ts'
import { readAdoptions } from './studies.ts'

/** Who learnt from whom: case studies adopted, and approaches to actions taken over. */
export function learningNetwork(context: RecordContext): LearningNetwork {
  const all = places(context)
  return countNetwork(
    all.map(({ ods, name }) => ({ ics: ods, name })),
    [...adoptedStudies(context, all), ...adoptedApproaches(context, all)],
  )
}

function adoptedStudies(context: RecordContext, all: readonly Place[]): Taking[] {
  // What was learnt stays learnt, also from a case study that was taken down since.
  const own = new Map(
    standingParts(context, all, 'practice', { orRemoved: true }).map(({ id, view, fields }) => [
      practiceKey(id) as string,
      { from: view, title: fields.title ?? 'A case study' },
    ]),
  )
  const titles = new Map(
    caseStudies(context).map(({ id, title }) => [Number(id.replace(/\D+/g, '')), title]),
  )
  return readAdoptions(context, all).flatMap(({ study, ics }): Taking[] => {
    const number = reportNumber(study)
    const source =
      number === undefined
        ? own.get(study)
        : { from: FROM_REPORT, title: titles.get(number) ?? `Case study ${number} of the report` }
    return source ? [{ ...source, to: ics, thing: study }] : []
  })
}

function adoptedApproaches({ record }: RecordContext, all: readonly Place[]): Taking[] {
  const successor = successorOf(all)
  const rows = record.db
    .prepare(
      `SELECT s.ics, s.adopted_from AS giver, s.reference, a.title
       FROM action_state s JOIN action a ON a.reference = s.reference
       WHERE s.adopted_from IS NOT NULL AND a.removed = 0 ORDER BY s.ics, s.sort`,
    )
    .all() as { ics: string; giver: string; reference: string; title: string }[]
  return rows.map(({ ics, giver, reference, title }) => ({
    from: successor(giver) ?? giver,
    to: ics,
    thing: reference,
    title: `${reference} ${title}`,
  }))
}
