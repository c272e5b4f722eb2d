import type {
  About,
  CommitmentFact,
  JointFact,
  StrategyFact,
} from '../../domain/reports/evidence.ts'
import type { FrozenRecord } from '../frozen/frozen.ts'
import { readJoint } from '../practice/joint.ts'
import type { RecordContext } from '../record/context.ts'
import { places, successorOf } from '../record/standing.ts'
import { listCommitments } from '../strategies/commitments.ts'
import { readStrategies, type Strategy } from '../strategies/parts.ts'
import { systemSignatures } from '../strategies/signatures.ts'
import { subjectEntries } from './subject-entries.ts'

/** Joint strategies, with what the systems in scope signed and committed to by the last day. */
export function collectStrategies({ end }: FrozenRecord, about: About): StrategyFact[] {
  return readStrategies(end)
    .filter(({ priorities }) => speaksTo(about, priorities))
    .map((strategy) => ({
      id: strategy.id,
      title: strategy.title,
      state: strategy.state,
      publishedOn: strategy.publishedOn,
      signed: signedBy(end, strategy, about),
      commitments: commitmentsTo(end, strategy.id, about),
      entries: subjectEntries(end, [`strategy:${strategy.id}`]),
    }))
}

function signedBy(end: RecordContext, strategy: Strategy, about: About): StrategyFact['signed'] {
  return systemSignatures(end, strategy)
    .filter(({ ics, standing, on }) => {
      const isInTime = on === null || on <= about.day
      return standing === 'current' && isInTime && isIn(about, ics)
    })
    .map(({ ics, on, reservations }) => ({
      ics,
      on,
      hasReservations: reservations !== null && reservations !== '',
      entries: subjectEntries(end, [`signature:${strategy.id}`], ics),
    }))
}

function commitmentsTo(end: RecordContext, strategy: string, about: About): CommitmentFact[] {
  return listCommitments(end, strategy)
    .filter(({ ics }) => isIn(about, ics))
    .map(({ id, ics, text, action, status }) => ({
      id,
      ics,
      text,
      action,
      status,
      entries: subjectEntries(end, [`commitment:${id}`, `action:${action}`], ics),
    }))
}

/** What systems in scope could do, or agreed to do, together. */
export function collectJoint({ end }: FrozenRecord, about: About): JointFact[] {
  const successor = successorOf(places(end))
  return readJoint(end)
    .map((joint) => ({
      ...joint,
      systems: [...new Set(joint.systems.map((ics) => successor(ics) ?? ics))],
    }))
    .filter(
      ({ systems, priority }) =>
        systems.some((ics) => isIn(about, ics)) &&
        speaksTo(about, priority === null ? [] : [priority]),
    )
    .map(({ id, title, systems, state }) => ({
      id,
      title,
      systems: [...systems].sort(),
      state,
      entries: subjectEntries(end, [`joint-action:${id}`]),
    }))
    .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : a.id < b.id ? -1 : 1))
}

function isIn({ systems }: About, ics: string): boolean {
  return systems.some(({ ods }) => ods === ics)
}

/** A report on one priority tells only of what serves it. */
function speaksTo({ scope, priorities }: About, served: readonly number[]): boolean {
  return !scope.startsWith('priority:') || served.includes(priorities[0]?.number ?? 0)
}
