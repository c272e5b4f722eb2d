import { plural } from '../../domain/words.ts'
import type { PersonHere, SyncStatus } from '../../preload/types.ts'
import type { Membership } from './membership.ts'
import type { SyncError } from './sentences.ts'

export interface SyncFacts {
  membership: Membership | undefined
  connected: boolean
  working: boolean
  progress: SyncStatus['progress']
  waiting: number
  refused: number
  trouble: SyncError | undefined
  /** Rooms left aside: what each is, and why. */
  aside: { name: string; why: string; differs: boolean }[]
  /** Changes that wait there. */
  waitingAside: number
  /** What does not carry its author's signature, or is missing: a sentence each. */
  unsound: readonly string[]
  aheadBy: number
  here: PersonHere[]
}

/** How synchronisation stands, for people. */
export function statusOf(facts: SyncFacts): SyncStatus {
  const { membership, progress, waiting, refused, aheadBy, here } = facts
  const state = stateOf(facts)
  return {
    state,
    words: wordsOf(state, facts),
    server: membership ? new URL(membership.origin).host : null,
    serverVersion: membership?.serverVersion ?? null,
    waiting,
    refused,
    progress,
    problem: problemOf(facts),
    clock: aheadBy === 0 ? null : clockSentence(aheadBy),
    syncedAt: membership?.syncedAt ?? null,
    here,
  }
}

/** Names what is left aside; all else goes on. */
function problemOf({ trouble, aside, unsound }: SyncFacts): string | null {
  if (trouble) return trouble.message
  if (aside.length + unsound.length === 0) return null
  return [
    ...aside.map(({ name, why }) => `${name} is not exchanged: ${why}`),
    ...unsound,
    ...(unsound.length > 0 ? ['Tell an administrator.'] : []),
  ].join(' ')
}

function stateOf(facts: SyncFacts): SyncStatus['state'] {
  const { membership, trouble, connected, working, refused, aside, waitingAside, unsound } = facts
  const waiting = facts.waiting - waitingAside

  if (!membership) return 'not-joined'
  if (trouble?.problem === 'credential') return 'credential-expired'
  if (trouble?.problem === 'own-fault') return 'failed'
  if (working || (connected && waiting > 0)) return 'working'
  if (aside.some(({ differs }) => differs)) return 'differs'
  if (unsound.length > 0) return 'differs'
  if (aside.length > 0) return 'failed'
  if (refused > 0) return 'refused'
  if (!connected && (trouble !== undefined || waiting > 0 || membership.syncedAt === null))
    return 'offline'
  return 'synced'
}

function wordsOf(state: SyncStatus['state'], facts: SyncFacts): string {
  const { waiting, refused, progress, aside } = facts
  switch (state) {
    case 'not-joined':
      return 'Not shared yet'
    case 'credential-expired':
      return 'Access ended'
    case 'failed':
      return aside.length > 0
        ? `Synchronised, except ${plural(aside.length, 'part')}`
        : 'Not synchronised: a fault here'
    case 'differs':
      return aside.length > 0
        ? `Not in step: ${plural(aside.length, 'part')}`
        : 'Signatures missing'
    case 'working':
      return progress ? `Synchronising: ${progress.done} of ${progress.total}` : 'Synchronising'
    case 'refused':
      return `${plural(refused, 'change')} refused`
    case 'offline':
      return waiting > 0 ? `Offline: ${plural(waiting, 'change')} waiting` : 'Offline'
    case 'synced':
      return 'Synchronised'
  }
}

/** @param aheadBy how far this machine's clock is ahead of the server's, in ms */
export function clockSentence(aheadBy: number): string {
  const minutes = Math.round(Math.abs(aheadBy) / 60_000)
  const span =
    minutes < 120
      ? plural(minutes, 'minute')
      : minutes < 48 * 60
        ? plural(Math.round(minutes / 60), 'hour')
        : plural(Math.round(minutes / 1440), 'day')
  return aheadBy > 0
    ? `The clock of this computer is ${span} ahead. Accord marks your changes with the right time; set the clock right.`
    : `The clock of this computer is ${span} behind the server’s. Your changes are shared as ever, marked with the time here. Look at a watch: if this computer is wrong, set its clock right; if it is right, tell an administrator that the server’s clock is wrong.`
}
