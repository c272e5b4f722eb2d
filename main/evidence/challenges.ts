import type { About, ChallengeFact } from '../../domain/reports/evidence.ts'
import { listChallenges } from '../checklist/challenges.ts'
import type { FrozenRecord } from '../frozen/frozen.ts'
import { subjectEntries } from './subject-entries.ts'

/** Every challenge to national policymakers under the priorities in scope, with what came of it. */
export function collectChallenges({ end }: FrozenRecord, { priorities }: About): ChallengeFact[] {
  const wanted = new Set<number | null>(priorities.map(({ number }) => number))
  return listChallenges(end)
    .filter(({ priority }) => wanted.has(priority))
    .map(({ id, title, priority, state, answer, by, on }) => ({
      reference: id,
      title,
      priority,
      state,
      answer,
      by,
      on,
      entries: subjectEntries(end, [`challenge-answer:${id}`]),
    }))
}
