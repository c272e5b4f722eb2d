import type { ReportScope } from '../../domain/record/report-fields.ts'
import { scopeWords } from '../../domain/reports/scope.ts'
import type { RecordContext } from './context.ts'
import { readCatalogue } from './resources.ts'

/** A scope in words. */
export function wordsOf({ names }: Pick<RecordContext, 'names'>, scope: ReportScope): string {
  return scopeWords(scope, {
    system: names.system,
    priority: (number) =>
      readCatalogue().priorities.find((priority) => priority.number === number)?.title ?? '',
  })
}
