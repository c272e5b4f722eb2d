import type { Status } from '../record/statuses.ts'
import type { AgendaItem, OutcomeFate } from './model.ts'

/** What suggestions are made from: plain lists, wherever they come from. */
export interface SuggestionFacts {
  /** Day of the session that they are for, ISO. */
  on: string
  /** Day on which they are made, ISO: what is late or has waited is so by then, not by the session. */
  today: string
  /** Priorities for change that the session is linked to. */
  priorities: readonly number[]
  actions: readonly ActionFacts[]
  metrics: readonly WorseningMetric[]
  awaiting: readonly AwaitingDecision[]
  /** What the session before left behind; absent for the first of a series. */
  last?: LastSession
  /** What was promised at any earlier session of the series and is not done. */
  promises: readonly UnkeptPromise[]
  discussed: readonly PriorityFacts[]
}

/** One action across the systems. */
export interface ActionFacts {
  reference: string
  title: string
  priorities: readonly number[]
  states: readonly ActionSystemState[]
}

export interface ActionSystemState {
  ics: string
  name: string
  status: Status
  /** Days, ISO. */
  due: string | null
  updatedAt: string | null
  ownerName: string | null
  /** How many pieces of evidence there are. */
  evidence: number
}

/** A metric that grew worse by special cause, and in which systems (names). */
export interface WorseningMetric {
  metric: string
  name: string
  systems: readonly string[]
}

/**
 * What a decision is awaited about: an item that was left undecided, a joint action that is proposed,
 * a strategy that lacks signatures, that all have signed, or that is agreed and not published.
 */
export type AwaitedDecision = 'item' | 'joint-action' | 'signatures' | 'agreement' | 'publication'

export interface AwaitingDecision {
  about: AwaitedDecision
  id: string
  title: string
  /** Names of the systems whose word is awaited; empty: all. */
  systems: readonly string[]
  /** Of a strategy, names of the systems that signed the version on offer. */
  signed: readonly string[]
  /** Day since which it waits, ISO. */
  since: string
  /** Priorities for change it says it belongs to, beside those of the actions it links to. */
  priorities: readonly number[]
  links: AgendaItem['links']
}

export interface LastSession {
  id: string
  title: string
  /** Day, ISO. */
  on: string
  /** Items that were not finished, decisions aside. */
  unfinished: readonly AgendaItem[]
}

export interface UnkeptPromise extends OutcomeFate {
  /** Day of the session at which it was promised, ISO. */
  sessionDate: string
}

/** When a priority for change was last on an agenda. */
export interface PriorityFacts {
  number: number
  title: string
  /** ISO day; `null`: never. */
  lastOn: string | null
}
