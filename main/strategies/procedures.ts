import type { strategiesContract } from '../../preload/strategies-contract.ts'
import type { AreaParts, Handlers } from '../record/area.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { commit, editCommitment } from './commitments.ts'
import { createStrategy, moveStrategy, saveStrategy } from './deeds.ts'
import { exportStrategy } from './export.ts'
import { frozenText, unfinishedText } from './offer.ts'
import { listStrategies, strategyDetail } from './read.ts'
import { signStrategy, withdrawSignature } from './signatures.ts'
import { keepVersion, readVersionText, restoreVersion, standingText } from './versions.ts'

/** The calls about strategies, answered. */
export function strategyProcedures({
  context,
  deed,
  shelf,
  running,
  live,
}: AreaParts): Pick<Handlers, Exclude<keyof typeof strategiesContract, 'live.resolve'>> {
  return {
    'strategies.list': () => listStrategies(context()),
    'strategies.get': ({ id }) => strategyDetail(context(), id),
    'strategies.create': (input) => deed((c) => createStrategy(c, input)),
    'strategies.save': (input) => deed((c) => saveStrategy(c, input)),
    'strategies.move': async (move) => {
      if (move.to !== 'in-review') return deed((c) => moveStrategy(c, move))
      const freeze = (tools: JobTools) => frozenText(context(), live, move, tools)
      const text = await running.run(undefined, freeze)
      return deed((c) => moveStrategy(c, move, text))
    },
    'strategies.unfinished': (which) => unfinishedText(context(), which),

    'strategies.keepVersion': (input) => deed((c) => keepVersion(c, input)),
    'strategies.text': ({ id }) => ({ content: standingText(context(), id) }),
    'strategies.version': (input) => readVersionText(context(), input),
    'strategies.restoreVersion': (input) => deed((c) => restoreVersion(c, input)),

    'strategies.sign': (input) => deed((c) => signStrategy(c, input)),
    'strategies.withdrawSignature': (input) => deed((c) => withdrawSignature(c, input)),
    'strategies.commit': (input) => deed((c) => commit(c, input)),
    'strategies.editCommitment': (input) => deed((c) => editCommitment(c, input)),

    'strategies.export': ({ job, ...wanted }) =>
      running.run(job, (tools) => exportStrategy(context(), { shelf, live }, wanted, tools)),
  }
}
