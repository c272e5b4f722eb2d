import type { ExampleAction } from './actions.ts'
import type { Telling } from './history.ts'
import type { Deed } from './journal.ts'
import { EVIDENCE_ADDRESSES, EVIDENCE_FILES } from './wording/evidence.ts'

const MINUTE_MS = 60_000
const HAS_EVIDENCE = 0.08
const REMOVED_AGAIN = 0.06

/** Links and file references put beside some of an action's deeds, a few minutes after each. */
export function evidenceFor(
  action: ExampleAction,
  history: readonly Deed[],
  { chance }: Telling,
): Deed[] {
  return history.flatMap(({ at, by, set }) => {
    const finished = set.status === 'complete' || set.status === 'embedded'
    if (!chance.chance(finished ? HAS_EVIDENCE * 3 : HAS_EVIDENCE)) return []
    const subject = `evidence:${chance.uuid(at)}`
    const { title, location } = evidence(action.reference, at, chance.chance(0.6), chance.pick)
    const added: Deed = {
      at: at + chance.int(2, 25) * MINUTE_MS,
      by,
      subject,
      set: { action: action.reference, title, location },
    }
    if (!chance.chance(REMOVED_AGAIN)) return [added]
    return [
      added,
      { at: added.at + chance.int(1, 4) * MINUTE_MS, by, subject, set: { removed: true } },
    ]
  })
}

function evidence(
  reference: string,
  at: number,
  online: boolean,
  pick: <T>(from: readonly T[]) => T,
): { title: string; location: string } {
  const month = new Date(at).toISOString().slice(0, 7)
  if (!online) {
    const { title, folder, extension } = pick(EVIDENCE_FILES)
    return {
      title,
      location: `${folder} > ${month} > ${reference} ${title.toLowerCase()}.${extension}`,
    }
  }
  const { title, path } = pick(EVIDENCE_ADDRESSES)
  return { title, location: `https://example.org/${path}/${month}/${reference.toLowerCase()}` }
}
