import type { Evidence } from '../../domain/reports/evidence.ts'
import type { FrozenRecord } from '../frozen/frozen.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { letOthersWork } from '../runtime/turns.ts'
import { collectAbout, type ReportFrame } from './about.ts'
import { collectActions, collectConflicts, collectLocalActions } from './actions.ts'
import { collectChallenges } from './challenges.ts'
import { collectChecklists } from './checklists.ts'
import { collectGaps } from './gaps.ts'
import { collectMetrics } from './metrics.ts'
import { collectParticipation } from './participation.ts'
import { collectJoint, collectStrategies } from './strategies.ts'
import { collectStudies } from './studies.ts'
import { collectWorkshops } from './workshops.ts'

/** Asks a frozen record all that a report is composed from. Others get a turn between questions. */
export async function collectEvidence(
  frozen: FrozenRecord,
  frame: ReportFrame,
  { signal, progress }: JobTools,
): Promise<Evidence> {
  const about = collectAbout(frozen.end, frame)
  const questions = {
    actions: () => collectActions(frozen, about),
    local: () => collectLocalActions(frozen, about),
    participation: () => collectParticipation(frozen, about),
    conflicts: () => collectConflicts(frozen, about),
    metrics: () => collectMetrics(frozen, about),
    gaps: () => collectGaps(frozen, about),
    workshops: () => collectWorkshops(frozen, about),
    strategies: () => collectStrategies(frozen, about),
    joint: () => collectJoint(frozen, about),
    checklists: () => collectChecklists(frozen, about),
    studies: () => collectStudies(frozen, about),
    challenges: () => collectChallenges(frozen, about),
  }
  const total = Object.keys(questions).length
  let done = 0
  const ask = async <T>(question: () => T): Promise<T> => {
    signal.throwIfAborted()
    const answer = question()
    done += 1
    progress(done, total, 'Working out the figures')
    await letOthersWork()
    return answer
  }
  return {
    about,
    actions: await ask(questions.actions),
    local: await ask(questions.local),
    participation: await ask(questions.participation),
    conflicts: await ask(questions.conflicts),
    metrics: await ask(questions.metrics),
    gaps: await ask(questions.gaps),
    ...(await ask(questions.workshops)),
    strategies: await ask(questions.strategies),
    joint: await ask(questions.joint),
    checklists: await ask(questions.checklists),
    studies: await ask(questions.studies),
    challenges: await ask(questions.challenges),
  }
}
