import type { repliesContract } from '../../../preload/replies-contract.ts'
import type { AreaParts, Handlers } from '../../record/area.ts'
import { lastAsked } from '../asked.ts'
import { listAnswers } from './answers.ts'
import { askOwner, noteAsked } from './ask.ts'
import { decideAnswers } from './decide.ts'
import { readReturned, takeReplies } from './take.ts'

/** The calls about asking owners who do not have Accord, answered. */
export function repliesProcedures({
  context,
  deed,
  shelf,
}: AreaParts): Pick<Handlers, keyof typeof repliesContract> {
  return {
    'owners.email': async (input) => {
      const asking = await askOwner(context(), shelf, input)
      return deed((c) => noteAsked(c, asking))
    },
    'owners.takeReplies': async ({ ics, files, dryRun }) => {
      const returned = await readReturned(shelf, files)
      return deed((c) => takeReplies(c, ics, returned, dryRun))
    },
    'owners.asked': ({ ics }) => Object.fromEntries(lastAsked(context(), ics)),
    'owners.answers': ({ ics }) => listAnswers(context(), ics),
    'owners.decide': (input) => deed((c) => decideAnswers(c, input)),
  }
}
