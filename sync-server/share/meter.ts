import type { Limits } from '../limits.ts'

/** What others must have had lately, in ms, before anybody waits for their sake. */
const OTHERS_MS = 100

/**
 * Work done for each member, in ms of the one thread that all share. As long as there is time for
 * everybody nobody waits; when there is not, and others want it too, those who had more than their
 * share wait for the rest.
 */
export interface WorkMeter {
  /** Takes down what was done for a member. */
  spend(member: string, ms: number): void
  /** What was done for a member lately and is not yet forgotten. */
  spent(member: string): number
  /** How long a member must wait, in ms; 0: not at all. */
  owes(member: string): number
  /** Waits until the member need not wait any more. */
  ready(member: string): Promise<void>
}

interface Account {
  ms: number
  at: number
}

export function workMeter(
  { workShare, workMsAtOnce }: Pick<Limits, 'workShare' | 'workMsAtOnce'>,
  now: () => number = () => performance.now(),
): WorkMeter {
  const members = new Map<string, Account>()
  const all: Account = { ms: 0, at: now() }
  /** All members together may fill this share of the thread before anybody waits. */
  const allShare = 0.6

  /** Work is forgotten at the rate at which it may be done. */
  function settle(account: Account, share: number): number {
    const moment = now()
    account.ms = Math.max(0, account.ms - (moment - account.at) * share)
    account.at = moment
    return account.ms
  }

  function forgetTheQuiet(): void {
    for (const [member, account] of members)
      if (settle(account, workShare) === 0) members.delete(member)
  }

  function othersWork(member: string): boolean {
    let ms = 0
    for (const [other, account] of members) {
      if (other !== member) ms += settle(account, workShare)
      if (ms > OTHERS_MS) return true
    }
    return false
  }

  const meter: WorkMeter = {
    spend(member, ms) {
      let account = members.get(member)
      if (!account) {
        if (members.size >= 1000) forgetTheQuiet()
        account = { ms: 0, at: now() }
        members.set(member, account)
      }
      settle(account, workShare)
      // One piece of work never keeps its member away for minutes.
      account.ms = Math.min(account.ms + ms, 5 * workMsAtOnce)
      settle(all, allShare)
      all.ms = Math.min(all.ms + ms, 5 * workMsAtOnce)
    },
    spent(member) {
      const account = members.get(member)
      return account ? settle(account, workShare) : 0
    },
    owes(member) {
      const owed = meter.spent(member) - workMsAtOnce
      if (owed <= 0) return 0
      const busy = settle(all, allShare) - workMsAtOnce / 2
      if (busy <= 0 || !othersWork(member)) return 0
      return Math.min(owed / workShare, busy / allShare)
    },
    async ready(member) {
      for (let ms = meter.owes(member); ms > 0; ms = meter.owes(member)) {
        await new Promise((resolve) => setTimeout(resolve, Math.ceil(ms)))
      }
    },
  }
  return meter
}

/** Time this thread has worked, in ms: on a busy machine less than has gone by. */
export function worked(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
