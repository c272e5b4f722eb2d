import type { checklistContract } from '../../preload/checklist-contract.ts'
import type { AreaParts, Handlers } from '../record/area.ts'
import { requireSystem } from '../record/context.ts'
import { answerChallenge, listChallenges } from './challenges.ts'
import { answerRound, saveRound } from './deeds.ts'
import { exportForm } from './form.ts'
import { readRounds, requireRound } from './read.ts'
import { checklistResult } from './results.ts'
import { readReturned, takeAnswers } from './take.ts'

/** The calls about the organisational checklist and the challenges to policymakers, answered. */
export function checklistProcedures({
  context,
  deed,
  shelf,
}: AreaParts): Pick<Handlers, keyof typeof checklistContract> {
  return {
    'challenges.list': () => listChallenges(context()),
    'challenges.answer': (input) => deed((c) => answerChallenge(c, input)),

    'checklist.rounds': ({ ics }) => {
      if (ics) requireSystem(context(), ics)
      return readRounds(context(), { ics })
    },
    'checklist.saveRound': (input) => deed((c) => saveRound(c, input)),
    'checklist.answer': (input) => deed((c) => answerRound(c, input)),
    'checklist.results': ({ round }) => checklistResult(context(), round),
    'checklist.form': ({ round }) => exportForm(shelf, requireRound(context(), round)),
    'checklist.take': async ({ round, files }) => {
      const returned = await readReturned(shelf, files)
      return deed((c) => takeAnswers(c, round, returned))
    },
  }
}
