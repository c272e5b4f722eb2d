import type { CaseStudy } from '../../preload/types.ts'
import type { RecordContext } from '../record/context.ts'

/** Case studies of the imported report, those with all the words. */
export function caseStudies({ record }: RecordContext, search = ''): CaseStudy[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const bodies = record.db
    .prepare("SELECT reference, body FROM report_part WHERE kind = 'case-study' ORDER BY reference")
    .all() as { reference: string; body: string }[]
  return bodies
    .map(({ reference, body }) => ({
      ...(JSON.parse(body) as Omit<CaseStudy, 'id'>),
      id: reference,
    }))
    .filter((study) => {
      const text = `${study.title} ${study.body}`.toLowerCase()
      return words.every((word) => text.includes(word))
    })
}
