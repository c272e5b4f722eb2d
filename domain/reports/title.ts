import { formatDate } from '../dates.ts'
import { REPORT_KIND_WORDS, type ReportKind } from '../record/report-words.ts'
import { inSentence } from './scope.ts'

/**
 * What a report is called until somebody names it: "Impact report, the whole region, 1 Dec 2025 to
 * 30 Nov 2026".
 * @param scopeWords what it is about: "The whole region"
 * @param from, to ISO dates
 */
export function usualTitle(kind: ReportKind, scopeWords: string, from: string, to: string): string {
  const period = `${formatDate(from)} to ${formatDate(to)}`
  return `${REPORT_KIND_WORDS[kind]}, ${inSentence(scopeWords)}, ${period}`.slice(0, 200)
}
