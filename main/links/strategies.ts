import { dayOf } from '../../domain/dates.ts'
import { STRATEGY_STATE_WORDS, type StrategyState } from '../../domain/record/strategy-words.ts'
import { plural } from '../../domain/words.ts'
import type { LinkedState } from '../../domain/workshops/model.ts'
import { readStrategyLink } from '../../domain/workshops/strategy-link.ts'
import type { RecordContext } from '../record/context.ts'
import { readParts } from '../record/parts.ts'
import { systemsNow } from '../record/systems.ts'

/** Joint strategies as a workshop needs to know them: where each stands, and who has signed it. */

export interface StrategyStanding {
  id: string
  title: string
  purpose: string | null
  state: StrategyState
  /** Whether there is a version for the systems to sign. */
  isOffered: boolean
  priorities: number[]
  /** Day of the last change of its state or of the version on offer, ISO. */
  since: string
  /** Names of today's systems that signed the version on offer, and of those that did not. */
  signed: string[]
  unsigned: string[]
}

export function strategyStandings(context: RecordContext): StrategyStanding[] {
  const { db } = context.record
  const systems = systemsNow(context)
  const signatures = Map.groupBy(readParts(db, 'signature'), ({ id }) => id)
  return readParts(db, 'strategy', { view: 'region' }).map(({ id, at, fields }) => {
    const hasSigned = new Set(
      (signatures.get(id) ?? [])
        .filter(
          ({ fields: { version, withdrawn } }) =>
            version !== undefined && version === fields.offered && !withdrawn,
        )
        .map(({ view }) => view),
    )
    const days = ['state', 'offered'].flatMap(
      (field) => fieldDay(context, `strategy:${id}`, field) ?? [],
    )
    return {
      id,
      title: fields.title ?? 'Untitled',
      purpose: fields.purpose ?? null,
      state: fields.state ?? 'draft',
      isOffered: fields.offered != null,
      priorities: fields.priorities ?? [],
      since: days.sort().at(-1) ?? dayOf(at),
      signed: systems.flatMap(({ ods, name }) => (hasSigned.has(ods) ? [name] : [])),
      unsigned: systems.flatMap(({ ods, name }) => (hasSigned.has(ods) ? [] : [name])),
    }
  })
}

/** How an item's link to a strategy, or to a section of it, shows it as it stands. */
export function strategyState(
  standings: readonly StrategyStanding[],
  link: string,
): Partial<LinkedState> {
  const { strategy, section } = readStrategyLink(link)
  const found = standings.find(({ id }) => id === strategy)
  if (!found) return { title: section?.trim() ?? 'A strategy that is not in this record' }
  const { title, purpose, state, isOffered, signed, unsigned } = found
  const counted = `${signed.length} of ${plural(signed.length + unsigned.length, 'system')} signed`
  return {
    title: section ? `${title}: ${section.trim()}` : title,
    summary: purpose,
    state: [STRATEGY_STATE_WORDS[state], ...(isOffered ? [counted] : [])].join(', '),
    ...(isOffered ? { signatures: { signed, unsigned } } : {}),
  }
}

/** Day of the last change of one field of something in the region's stream, ISO. */
export function fieldDay(
  { record }: RecordContext,
  subject: string,
  field: string,
): string | undefined {
  const [latest] = record.projection.readHeads('region', subject).get(field) ?? []
  return latest && dayOf(latest.at)
}
