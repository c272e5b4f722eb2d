import type { LiveContent, LiveQuery } from '../../domain/documents/live.ts'
import type { RecordContext } from '../record/context.ts'
import { liveActions } from './actions.ts'
import { liveCaseStudies } from './case-studies.ts'
import { liveCommitments } from './commitments.ts'
import type { Answered } from './content.ts'
import { liveDecisions } from './decisions.ts'
import { liveSystems } from './systems.ts'

/** What a live block shows now. What is not in the record any more says so itself. */
export async function resolveLive(context: RecordContext, query: LiveQuery): Promise<LiveContent> {
  const answered = await answer(context, query)
  const { title, gone = null, entries = [] } = answered
  // That nothing is there is said once: not again by counts and tables of noughts.
  const there: Partial<Answered> = gone === null ? answered : {}
  const { meaning = '', columns = [], rows = [], drawing = null, notes = [] } = there
  const shown = rows.slice(0, MOST_ROWS)
  return {
    title: title.slice(0, 400),
    meaning: meaning.slice(0, 4000),
    columns: [...columns],
    rows: shown.map((row) => row.map((cell) => cell.slice(0, 4000))),
    drawing,
    notes:
      shown.length < rows.length
        ? [...notes, `Only the first ${MOST_ROWS} of ${rows.length} rows are shown.`]
        : [...notes],
    gone,
    asOf: context.today(),
    source: {
      query: JSON.stringify(query).slice(0, 2000),
      entries: [...new Set(entries)].sort().slice(0, MOST_ENTRIES),
    },
  }
}

const MOST_ROWS = 2000
const MOST_ENTRIES = 5000

async function answer(context: RecordContext, query: LiveQuery): Promise<Answered> {
  switch (query.kind) {
    case 'actions':
      return liveActions(context, query)
    case 'metric':
      // Drawing takes libraries that nothing else needs.
      return (await import('./metric.ts')).liveMetric(context, query)
    case 'systems':
      return liveSystems(context, query)
    case 'commitments':
      return liveCommitments(context, query)
    case 'decisions':
      return liveDecisions(context, query)
    case 'case-studies':
      return liveCaseStudies(context, query)
  }
}
