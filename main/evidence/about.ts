import type { ReportScope } from '../../domain/record/report-fields.ts'
import type { ReportKind } from '../../domain/record/report-words.ts'
import type { About, CatalogueFact, SystemFact } from '../../domain/reports/evidence.ts'
import { parseScope, type Scope } from '../../domain/reports/scope.ts'
import { earlierDay } from '../frozen/moments.ts'
import type { RecordContext } from '../record/context.ts'
import { readCatalogue } from '../record/resources.ts'
import { wordsOf } from '../record/scope-words.ts'
import { listSystems } from '../record/systems.ts'

/** What was asked for. */
export interface ReportFrame {
  kind: ReportKind
  scope: ReportScope
  from: string
  to: string
}

/**
 * What a report is about, as the record knows it on the last day that counts.
 * @param everSystem also systems that closed or began since: a freeze may speak of them still
 */
export function collectAbout(
  context: RecordContext,
  frame: ReportFrame,
  { everSystem = false } = {},
): About {
  const scope = parseScope(frame.scope)
  const day = earlierDay(frame.to, context.today())
  const systems = listSystems(context.record.db, day)
  const { priorities, sections, focusAreas } = readCatalogue()
  const catalogue = catalogueIn(scope)
  return {
    kind: frame.kind,
    scope: frame.scope,
    from: frame.from,
    to: frame.to,
    scopeWords: wordsOf(context, frame.scope),
    day,
    systems: systems
      .filter((system) => (everSystem || system.current) && isIn(scope, system))
      .map(({ ods, name, subRegion, ons }) => ({ ods, name, subRegion, area: ons }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    systemNames: Object.fromEntries(systems.map(({ ods, name }) => [ods, name])),
    priorities: priorities
      .filter(({ number }) => scope.kind !== 'priority' || scope.priority === number)
      .map(({ number, title }) => ({ number, title })),
    sections: sections
      .filter(({ id }) => catalogue.some(({ section }) => section === id))
      .map(({ id, title }) => ({ id, title })),
    focusAreas: focusAreas
      .filter(({ reference }) => catalogue.some(({ focusArea }) => focusArea === reference))
      .map(({ reference, section, title }) => ({ reference, section, title })),
    catalogue,
  }
}

function isIn(scope: Scope, { ods, subRegion }: Pick<SystemFact, 'ods' | 'subRegion'>): boolean {
  if (scope.kind === 'system') return scope.ics === ods
  return scope.kind !== 'sub-region' || scope.subRegion === subRegion
}

/** The commission's actions in scope, in its order. */
function catalogueIn(scope: Scope): CatalogueFact[] {
  return readCatalogue()
    .focusAreas.flatMap(({ reference: focusArea, section, recommendations }) =>
      recommendations.flatMap(({ actions }) =>
        actions.map(({ reference, title, priorities }) => ({
          reference,
          title,
          section,
          focusArea,
          priorities,
        })),
      ),
    )
    .filter(({ priorities }) => scope.kind !== 'priority' || priorities.includes(scope.priority))
}
