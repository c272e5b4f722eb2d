import { DEFAULT_THRESHOLD } from '../metrics/disclosure.ts'
import { CHECKLIST_LEVELS, type ChecklistLevel } from '../record/checklist-words.ts'

/**
 * Which levels of an organisation must not be shown, so that nobody can be told by their answers.
 *
 * - Primary: a level with 1 to 4 people.
 * - Secondary: the results of all levels together stand beside those of each, and the difference is
 *   what the withheld levels said together. So long as those are fewer than five people, the
 *   smallest level still shown is withheld too.
 *
 * Two-way tables of counts have a stricter rule of their own (`domain/metrics/disclosure.ts`): there
 * what the hidden cells add up to may be small, here it may not, because what a few people said is
 * the very thing to keep.
 */
export function withheldLevels(
  people: Readonly<Record<ChecklistLevel, number>>,
): ReadonlySet<ChecklistLevel> {
  const smallestFirst = CHECKLIST_LEVELS.filter((level) => people[level] > 0).sort(
    (a, b) => people[a] - people[b],
  )
  const withheld = new Set<ChecklistLevel>()
  let together = 0
  for (const level of smallestFirst) {
    const isSafe = together === 0 || together >= DEFAULT_THRESHOLD
    if (people[level] >= DEFAULT_THRESHOLD && isSafe) break
    withheld.add(level)
    together += people[level]
  }
  return withheld
}
