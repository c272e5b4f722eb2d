import { studyMatches } from '../../../domain/practice/search.ts'
import type { Study } from '../../../preload/strategies-types.ts'

export const FROM_ALL = 'all'
export const FROM_REPORT = 'report'
export const FROM_SYSTEMS = 'systems'

export interface StudyFilter {
  search: string
  /** One of the words above, or the code of the system that wrote or adopted it. */
  from: string
  /** Reference of a focus area, or `FROM_ALL`. */
  area: string
}

/** The case studies that the person asked for, in their order. */
export function filterStudies(studies: readonly Study[], filter: StudyFilter): Study[] {
  return studies.filter(
    (study) =>
      isFrom(study, filter.from) &&
      isAbout(study, filter.area) &&
      studyMatches(study, filter.search),
  )
}

function isFrom({ ics, adoptions }: Study, from: string): boolean {
  if (from === FROM_ALL) return true
  if (from === FROM_REPORT) return ics === null
  if (from === FROM_SYSTEMS) return ics !== null
  return ics === from || adoptions.some((adoption) => adoption.ics === from)
}

/** Where the report prints it, or where one of its actions belongs. */
function isAbout({ focusArea, actions }: Study, area: string): boolean {
  return (
    area === FROM_ALL ||
    focusArea === area ||
    actions.some((reference) => reference.startsWith(`${area}.`))
  )
}
