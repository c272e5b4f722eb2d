import { workingMoment } from './calendar.ts'
import type { Telling } from './history.ts'
import type { Deed } from './journal.ts'
import { isOpen } from './outcomes.ts'
import type { ExampleOwner } from './people.ts'
import type { Profile } from './profiles.ts'
import { lastMoment, type Tale } from './tale.ts'

/** Actions that an owner must have for a handover to be worth telling of. */
const WORTH_TELLING = 5

/**
 * Owners who move on and pass their actions to a colleague, in one deed each. Histories are changed
 * where they name the old owner afterwards. An action of which nothing is heard after that day
 * keeps the owner it had; while it is open, that owner stays in the directory. Who took actions on
 * stays too: nobody can be handed actions after they have gone.
 */
export function handoversOf(
  tales: readonly Tale[],
  owners: readonly ExampleOwner[],
  profile: Profile,
  telling: Telling,
): Deed[] {
  const { today, chance, someLead } = telling
  const people = chance.shuffle(owners.filter(({ fields }) => fields.type === 'person'))
  const deeds: Deed[] = []
  const leavers = new Set<string>()
  const successors = new Set<string>()

  for (const leaver of people) {
    if (leavers.size === profile.handovers) break
    if (successors.has(leaver.id)) continue
    const successor = owners.find(
      ({ id, section }) => id !== leaver.id && section === leaver.section && !leavers.has(id),
    )
    const theirs = tales.filter(({ owner }) => owner === leaver.id)
    if (!successor || theirs.length < WORTH_TELLING) continue
    leavers.add(leaver.id)
    successors.add(successor.id)

    const at = workingMoment(today, profile.silentFor + chance.int(60, 200), chance)
    const by = someLead()
    const together = {}
    for (const tale of theirs.filter((each) => lastMoment(each) > at)) {
      tale.owner = successor.id
      const named = tale.history.find(({ set }) => set.owner === leaver.id)
      if (named && named.at > at) named.set.owner = successor.id
      else {
        const subject = `action:${tale.outcome.action.reference}`
        deeds.push({ at, by, subject, set: { owner: successor.id }, together })
      }
    }
    const left = theirs.some(({ owner, outcome }) => owner === leaver.id && isOpen(outcome))
    if (!left)
      deeds.push({ at, by, subject: `owner:${leaver.id}`, set: { removed: true }, together })
  }
  return deeds
}
