import type { Command } from 'commander'
import type {
  Catalogue,
  CatalogueAction,
  FocusArea,
  Recommendation,
} from '../../../domain/commission/catalogue.ts'
import { UserError } from '../../../domain/errors.ts'
import { plural } from '../../../domain/words.ts'
import { recordExists } from '../../record/record.ts'
import { readCatalogue } from '../../record/resources.ts'
import { addCommand, type CommonOptions, dataDirOf, withRecord } from './command.ts'
import { facts, print, printJson } from './output.ts'
import { existingFile, wrongCall } from './values.ts'

/** `accord catalogue …`: what the commission asks for, and the import of its report. */
export function addCatalogueCommands(program: Command): void {
  const catalogue = program
    .command('catalogue')
    .description("show the commission's actions, and import its report")
  addCommand(catalogue, 'show [reference]', 'show the catalogue, or one part of it').action(show)
  addCommand(catalogue, 'import <file>', "read the full wording from the commission's report")
    .option('--accept-partial', 'import also when the file is not all of the report')
    .action(importReport)
}

async function show(reference: string | undefined, options: CommonOptions): Promise<void> {
  const catalogue = readCatalogue()
  if (reference !== undefined) return showPart(catalogue, reference, options)
  if (options.json) {
    const caseStudies = await importedCaseStudies(options)
    return printJson({ ...countParts(catalogue), caseStudies, catalogue })
  }
  const { actions, recommendations, focusAreas } = countParts(catalogue)
  print(
    `${plural(actions, 'action')} in ${plural(recommendations, 'recommendation')} and ${plural(focusAreas, 'focus area')}`,
  )
  for (const area of catalogue.focusAreas) print(`\n${outline(area)}`)
}

function showPart(catalogue: Catalogue, reference: string, options: CommonOptions): void {
  const part = findPart(catalogue, reference)
  if (!part) {
    throw wrongCall(
      `There is no "${reference}" in the catalogue. References look like HS1, HS1.e or HS1.e2; "accord catalogue show" lists them all.`,
    )
  }
  if (options.json) printJson(part)
  else printPart(part)
}

function printPart(part: FocusArea | Recommendation | CatalogueAction): void {
  print(`${part.reference}  ${part.title}\n\n${part.summary}`)
  if ('recommendations' in part) print(`\n${outline(part)}`)
  if ('actions' in part && part.actions.length > 0) print(`\n${outlineActions(part)}`)
  if ('priorities' in part) {
    print(
      `\n${facts([
        ['Priorities', part.priorities.join(', ')],
        ['Themes', part.themes.join(', ')],
        ['Core20PLUS5', part.core20plus5.join(', ') || null],
        ['Determinants', part.determinants.join(', ') || null],
        ['Purposes', part.purposes.join(', ')],
      ])}`,
    )
  }
}

function findPart(catalogue: Catalogue, reference: string) {
  const areas = catalogue.focusAreas
  const recommendations = areas.flatMap((area) => area.recommendations)
  const actions = recommendations.flatMap((recommendation) => recommendation.actions)
  return (
    areas.find((part) => part.reference === reference) ??
    recommendations.find((part) => part.reference === reference) ??
    actions.find((part) => part.reference === reference)
  )
}

function countParts(catalogue: Catalogue) {
  const recommendations = catalogue.focusAreas.flatMap((area) => area.recommendations)
  return {
    sections: catalogue.sections.length,
    focusAreas: catalogue.focusAreas.length,
    recommendations: recommendations.length,
    actions: recommendations.flatMap((recommendation) => recommendation.actions).length,
    priorities: catalogue.priorities.length,
    /** To national policymakers. */
    challenges: catalogue.priorities.flatMap((each) => each.nationalChallenges).length,
    strands: catalogue.strands.length,
    themes: catalogue.themes.length,
  }
}

/** The case studies stand in the report alone: none until the record has imported it. */
async function importedCaseStudies(options: CommonOptions): Promise<number> {
  if (!recordExists(dataDirOf(options))) return 0
  return withRecord(options, async (service) => {
    const { counts } = await service.ask('catalogue.reportStatus', {})
    return counts.caseStudies
  })
}

function outline(area: FocusArea): string {
  const parts = area.recommendations.flatMap((recommendation) => [
    `  ${recommendation.reference}  ${recommendation.title}`,
    ...(recommendation.actions.length > 0 ? [outlineActions(recommendation)] : []),
  ])
  return [`${area.reference}  ${area.title}`, ...parts].join('\n')
}

function outlineActions(recommendation: Recommendation): string {
  return recommendation.actions
    .map((action) => `    ${action.reference.padEnd(8)}  ${action.title}`)
    .join('\n')
}

async function importReport(
  file: string,
  options: CommonOptions & { acceptPartial?: boolean },
): Promise<void> {
  const path = existingFile(file)
  const imported = await withRecord(options, async (service) => {
    const token = await service.files.takeIn(path)
    const preview = await service.ask('catalogue.previewReport', { file: token })
    if (preview.warning !== null && !options.acceptPartial) throw new UserError(preview.warning)
    return service.ask('catalogue.importReport', { preview: preview.preview })
  })
  if (options.json) return printJson(imported)
  print('The report is imported:')
  print(
    facts([
      ['Actions', imported.actions],
      ['Recommendations', imported.recommendations],
      ['Focus areas', imported.focusAreas],
      ['Case studies', imported.caseStudies],
      ['Challenges', imported.challenges],
      ['Changed by this import', imported.changed],
    ]),
  )
}
