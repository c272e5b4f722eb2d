import type { ColumnFinds } from '../../../domain/trackers/columns.ts'
import type { PlanInput } from '../../../domain/trackers/plan.ts'
import { sureOf, wordingSearch } from '../../../domain/trackers/wording.ts'
import { listActions } from '../../actions/rows.ts'
import type { WritingContext } from '../../record/context.ts'
import { readCatalogue } from '../../record/resources.ts'
import { fieldsNow } from '../fields-now.ts'
import { listOwners } from '../owners.ts'

/** What the rows of a tracker are matched with: the register as it stands, by reference and by words. */

export type TrackerFinds = ColumnFinds &
  Pick<PlanInput, 'rank' | 'now' | 'owners' | 'has' | 'hasRecommendation'>

export function trackerFinds(context: WritingContext, ics: string): TrackerFinds {
  const { db } = context.record
  const rows = listActions(db, ics, {}, context.today())
  const references = rows.map(({ reference }) => reference)
  const fields = fieldsNow(context, ics, references)
  const recommendations = new Set(
    readCatalogue().focusAreas.flatMap((area) =>
      area.recommendations.map(({ reference }) => reference),
    ),
  )
  const texts = wordingsOf(context)
  const rank = remembered(
    wordingSearch(
      rows.map(({ reference, title }) => ({
        reference,
        texts: [title, ...(texts.get(reference) ?? [])],
      })),
    ),
  )
  const now = new Map(
    rows.map(({ reference, title }) => [reference, { title, fields: fields[reference] ?? {} }]),
  )
  return {
    ...{ rank, now, owners: listOwners(context, ics, { removed: true }) },
    has: (action) => now.has(action),
    hasRecommendation: (recommendation) => recommendations.has(recommendation),
    isWording: (text) => sureOf(rank(text)) !== undefined,
  }
}

/** A tracker asks the same of many columns: each text is ranked once. */
function remembered<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = ask(text)
    answers.set(text, answer)
    return answer
  }
}

/** Our summaries, and the commission's sentences where the report was imported. */
function wordingsOf({ record }: WritingContext): Map<string, string[]> {
  const texts = new Map<string, string[]>()
  const add = (reference: string, text: string | null) => {
    if (text) texts.set(reference, [...(texts.get(reference) ?? []), text])
  }
  for (const { reference, summary } of record.db
    .prepare('SELECT reference, summary FROM action WHERE removed = 0')
    .all() as { reference: string; summary: string | null }[])
    add(reference, summary)
  for (const { reference, body } of record.db
    .prepare("SELECT reference, body FROM report_part WHERE kind = 'action'")
    .all() as { reference: string; body: string }[])
    add(reference, (JSON.parse(body) as { wording: string }).wording)
  return texts
}
