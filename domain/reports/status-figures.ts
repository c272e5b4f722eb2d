import { formatDate } from '../dates.ts'
import type { Inline } from '../publication/tree.ts'
import type { Confidence, Status } from '../record/statuses.ts'
import type { Evidence } from './evidence.ts'
import type { FigureBook } from './figures.ts'
import { linesOf, type Place } from './places.ts'
import {
  BEGUN,
  COMPLETED,
  type Count,
  DONE,
  flowing,
  overdueOn,
  saidToBe,
  stalledOn,
  UNOWNED,
  UNTOUCHED,
  withStatus,
  withStatusAtStart,
} from './status-counts.ts'

/** Figures of where actions stand, at one place after the other. */

/** @param at day that the label names; the last day that counts by default */
function quote(
  figures: FigureBook,
  evidence: Evidence,
  place: Place,
  { name, what, definition, condition, of, holds, said }: Count,
  at = evidence.about.day,
): Inline {
  const base = linesOf(evidence).filter((line) => place.holds(line) && of(line))
  const counted = base.filter(holds)
  return figures.quote({
    key: `${name}@${place.key}`,
    label: `${what}, ${place.words}, ${formatDate(at)}`,
    numerator: counted.length,
    denominator: base.length,
    unit: 'actions',
    definition,
    query: `Frozen record at the end of ${evidence.about.day}: the commission’s actions in each system, ${place.words}; count those where ${condition}.`,
    entries: counted.flatMap(said).filter((entry) => entry !== null),
  })
}

export interface StatusFigures {
  status(place: Place, status: Status): Inline
  statusAtStart(place: Place, status: Status): Inline
  done(place: Place): Inline
  completed(place: Place): Inline
  begun(place: Place): Inline
  untouched(place: Place): Inline
  stalled(place: Place): Inline
  overdue(place: Place): Inline
  unowned(place: Place): Inline
  confidence(place: Place, confidence: Confidence): Inline
  flow(place: Place, from: Status, to: Status): Inline
}

export function statusFigures(evidence: Evidence, figures: FigureBook): StatusFigures {
  const { from, day } = evidence.about
  const quoted = (place: Place, count: Count, at?: string) =>
    quote(figures, evidence, place, count, at)
  return {
    status: (place, status) => quoted(place, withStatus(status)),
    statusAtStart: (place, status) => quoted(place, withStatusAtStart(status, from), from),
    done: (place) => quoted(place, DONE),
    completed: (place) => quoted(place, COMPLETED),
    begun: (place) => quoted(place, BEGUN),
    untouched: (place) => quoted(place, UNTOUCHED),
    unowned: (place) => quoted(place, UNOWNED),
    stalled: (place) => quoted(place, stalledOn(day)),
    overdue: (place) => quoted(place, overdueOn(day)),
    confidence: (place, confidence) => quoted(place, saidToBe(confidence)),
    flow: (place, before, after) => quoted(place, flowing(before, after)),
  }
}
