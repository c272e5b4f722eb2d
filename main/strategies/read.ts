import { strategyDocument } from '../../domain/documents/tree.ts'
import { mayWrite, mayWriteDocuments, whyNot, whyNotDocuments } from '../../domain/record/grants.ts'
import type { StrategyDetail, StrategySummary } from '../../preload/strategies-types.ts'
import type { RecordContext, WritingContext } from '../record/context.ts'
import { editable } from '../record/in-view.ts'
import { listCommitments } from './commitments.ts'
import { readVersions } from './founded-versions.ts'
import { readCommitments, readStrategies, requireStrategy, type Strategy } from './parts.ts'
import { standings, systemSignatures, systemsToSignFor } from './signatures.ts'
import { hasMovedOn, shownVersion } from './versions.ts'

/** Queries of strategies. */

export function listStrategies(context: RecordContext): StrategySummary[] {
  return readStrategies(context).map((strategy) => summaryOf(context, strategy))
}

function summaryOf(context: RecordContext, strategy: Strategy): StrategySummary {
  const { id, title, purpose, template, state, priorities, at, by } = strategy
  const { signed, of } = standings(context, strategy)
  return {
    ...{ id, title, purpose, template, state, priorities, signed },
    document: strategyDocument(id),
    systems: of,
    commitments: readCommitments(context, id).length,
    updatedAt: at,
    updatedBy: context.names.member(by),
  }
}

/** Everything about one strategy but its text, for pages that change it. */
export function strategyDetail(context: WritingContext, id: string): StrategyDetail {
  const strategy = requireStrategy(context, id)
  const versions = readVersions(context, id)
  const offered = versions.find((version) => version.id === strategy.offered)
  const grants = context.grants()
  const maySay = mayWriteDocuments(grants)
  const mayDecide = mayWrite(grants, 'region')
  const others = readStrategies(context)
  const named = (other: Strategy | undefined) =>
    other ? { id: other.id, title: other.title } : null
  return {
    ...summaryOf(context, strategy),
    ...editable(context, 'strategy', id),
    published: strategy.published,
    publishedOn: strategy.publishedOn,
    supersededBy: named(others.find((other) => other.id === strategy.supersededBy)),
    supersedes: named(others.find((other) => other.supersededBy === id)),
    offered: strategy.offered,
    versions: versions
      .filter(({ removed }) => !removed)
      .map((version) => shownVersion(context, version)),
    signatures: systemSignatures(context, strategy),
    commitmentsMade: listCommitments(context, id),
    changedSinceOffered: offered !== undefined && hasMovedOn(context, id, offered),
    mayWrite: maySay,
    whyNot: maySay ? null : whyNotDocuments(),
    mayDecide,
    whyNotDecide: mayDecide ? null : whyNot('region', context.names.system),
    maySign: systemsToSignFor(context),
  }
}
