import type { practiceContract } from '../../preload/practice-contract.ts'
import type { AreaParts, Handlers } from '../record/area.ts'
import { adoptStudy, savePractice } from './deeds.ts'
import { saveJoint } from './joint.ts'
import { learningNetwork } from './network.ts'
import { readPassages } from './passages.ts'
import { listPriorities, priorityMatrix, savePriority } from './priorities.ts'
import { listStudies } from './studies.ts'

/** The calls about borrowed practice and the systems' own priorities, answered. */
export function practiceProcedures({
  context,
  deed,
  shelf,
  running,
}: AreaParts): Pick<Handlers, keyof typeof practiceContract> {
  return {
    'practice.list': (filter) => listStudies(context(), filter),
    'practice.save': (input) => deed((c) => savePractice(c, input)),
    'practice.adopt': (input) => deed((c) => adoptStudy(c, input)),
    'practice.network': () => learningNetwork(context()),

    'priorities.list': ({ ics }) => listPriorities(context(), ics),
    'priorities.save': (input) => deed((c) => savePriority(c, input)),
    'priorities.matrix': () => priorityMatrix(context()),
    'priorities.readFile': ({ file, job }) =>
      running.run(job, (tools) => readPassages(shelf, file, tools)),
    'joint.save': (input) => deed((c) => saveJoint(c, input)),
  }
}
