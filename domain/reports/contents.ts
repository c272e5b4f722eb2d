import type { Chapter } from './chapter.ts'
import { challengeChapters } from './chapters/challenges.ts'
import { changedChapters } from './chapters/changed.ts'
import { checklistChapters } from './chapters/checklist.ts'
import { gapChapters } from './chapters/gaps.ts'
import { glossaryAnnex } from './chapters/glossary.ts'
import { methodAnnex } from './chapters/method.ts'
import { metricTablesAnnex } from './chapters/metric-tables.ts'
import { metricChapters } from './chapters/metrics.ts'
import { nextChapters } from './chapters/next.ts'
import { priorityChapters } from './chapters/priorities.ts'
import { progressChapters } from './chapters/progress.ts'
import { registerAnnex } from './chapters/register.ts'
import { strategyChapters } from './chapters/strategies.ts'
import { studyChapters } from './chapters/studies.ts'
import { summaryChapters } from './chapters/summary.ts'
import { systemChapters } from './chapters/systems.ts'
import { unknownChapters } from './chapters/unknown.ts'
import { workshopChapters } from './chapters/workshops.ts'
import { yearChapters } from './chapters/year.ts'
import type { About } from './evidence.ts'

/** What stands in a report, in its order. */

/**
 * An impact report says first what changed for people, then what is not known and what comes next; what
 * was done follows. A quarterly report begins with what was done.
 */
export function contentsOf(about: About): Chapter[] {
  const outcomes = [changedChapters, priorityChapters]
  const activity = [
    progressChapters,
    metricChapters,
    workshopChapters,
    strategyChapters,
    checklistChapters,
    challengeChapters,
  ]
  const order =
    about.kind === 'impact'
      ? [
          ...[summaryChapters, yearChapters, ...outcomes, gapChapters, systemChapters],
          ...[studyChapters, unknownChapters, nextChapters, ...activity],
        ]
      : [
          ...[summaryChapters, yearChapters, progressChapters, systemChapters, metricChapters],
          ...[gapChapters, workshopChapters, strategyChapters, checklistChapters],
          ...[studyChapters, challengeChapters, unknownChapters, nextChapters],
        ]
  return order.flatMap((chapters) => chapters(about))
}

export function annexesOf(about: About): Chapter[] {
  return [registerAnnex, metricTablesAnnex, methodAnnex, glossaryAnnex].flatMap((chapters) =>
    chapters(about),
  )
}
