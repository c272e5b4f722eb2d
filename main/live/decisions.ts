import { formatDate } from '../../domain/dates.ts'
import { STANDING_WORDS } from '../../domain/record/workshop-words.ts'
import { plural } from '../../domain/words.ts'
import type { RecordContext } from '../record/context.ts'
import { fateReader } from '../workshops/outcomes.ts'
import { readOutcomes, readSeries, readSessions } from '../workshops/read.ts'
import type { Answered, QueryOf } from './content.ts'
import { entriesBehind, wordColumn } from './content.ts'

/** Decisions taken in workshops, the latest first: of one series or of all. */
export function liveDecisions(
  context: RecordContext,
  { series, search }: QueryOf<'decisions'>,
): Answered {
  const known = readSeries(context)
  const named = known.find(({ id }) => id === series)
  const about = search.trim() ? ` about “${search.trim()}”` : ''
  const title = `Decisions${named ? ` of ${named.title}` : ''}${about}`
  if (series !== null && !named)
    return { title, gone: 'The workshops these decisions come from are not in this record.' }
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const fate = fateReader(context)
  const decisions = readSessions(context, series ?? undefined).flatMap((session) =>
    readOutcomes(context, session.id)
      .filter(({ kind, text }) => {
        const said = text.toLowerCase()
        return kind === 'decision' && words.every((word) => said.includes(word))
      })
      .map((outcome) => ({ session, outcome, standing: fate(outcome).standing })),
  )
  return {
    title,
    meaning: `${plural(decisions.length, 'decision')}, the latest first.`,
    columns: ['Date', 'Session', 'Decision', 'How it stands'].map(wordColumn),
    rows: decisions.map(({ session, outcome, standing }) => [
      formatDate(session.start),
      session.title,
      outcome.text,
      STANDING_WORDS[standing],
    ]),
    gone: decisions.length === 0 ? 'No workshop has taken such a decision yet.' : null,
    entries: entriesBehind(
      context,
      ['region'],
      decisions.map(({ outcome }) => `outcome:${outcome.id}`),
      ['text', 'kind', 'fate'],
    ),
  }
}
