import type { Command } from 'commander'
import { sharing } from '../../../domain/practice/mapping.ts'
import { WORKED_WORDS } from '../../../domain/record/practice-words.ts'
import type { OwnPriority, PriorityMatrix, Study } from '../../../preload/strategies-types.ts'
import { addCommand, type CommonOptions, chooseSystem, findSystem, withRecord } from './command.ts'
import { facts, print, printJson, shortDate, table } from './output.ts'
import { wrongCall } from './values.ts'

/** `accord practice …` and `accord priorities …`: what systems learn from each other and put first. */
export function addPracticeCommands(program: Command): void {
  const practice = program.command('practice').description('list and show case studies')
  addCommand(practice, 'list', 'list the case studies of the report and of the systems')
    .option('--search <words>', 'only those with all of these words')
    .option('--ics <code>', 'only those that this system wrote or adopted')
    .action(listStudies)
  addCommand(practice, 'show <key>', 'show a case study, and who adopted it')
    .action(showStudy)
    .addHelpText('after', '\n<key>: as in the list, such as report:12.')

  const priorities = program
    .command('priorities')
    .description("show the priorities of the systems' own strategies")
  addCommand(priorities, 'list', "list one system's own priorities")
    .option('--ics <code>', "system; the record's own by default")
    .action(listPriorities)
  addCommand(
    priorities,
    'matrix',
    'show which systems have priorities for what the commission asks',
  ).action(showMatrix)
}

type StudyOptions = CommonOptions & { search?: string; ics?: string }

async function listStudies({ search, ics, ...options }: StudyOptions): Promise<void> {
  const studies = await withRecord(options, async (service, state) => {
    const system = ics === undefined ? undefined : await findSystem(service, state, ics)
    return service.ask('practice.list', {
      ...(search === undefined ? {} : { search }),
      ...(system === undefined ? {} : { ics: system }),
    })
  })
  if (options.json) return printJson(studies)
  if (studies.length === 0) return print('There are no such case studies.')
  print(
    table<Study>(
      [
        { heading: 'Key', value: ({ key }) => key },
        { heading: 'Title', value: ({ title }) => title, flexible: true },
        { heading: 'From', value: ({ system }) => system ?? 'The report' },
        { heading: 'Adopted', value: ({ adoptions }) => adoptions.length, right: true },
      ],
      studies,
    ),
  )
}

async function showStudy(key: string, options: CommonOptions): Promise<void> {
  const studies = await withRecord(options, (service) => service.ask('practice.list', {}))
  const study = studies.find((each) => each.key === key.trim().toLowerCase())
  if (!study)
    throw wrongCall(`There is no case study "${key}". "accord practice list" shows them all.`)
  if (options.json) return printJson(study)
  print(
    facts([
      ['Case study', study.title],
      ['From', study.system ?? 'The report'],
      ['What', study.what || 'Import the report to read it'],
      ['Where', study.where],
      ['For whom', study.who],
      ['Evidence', study.evidence],
      ['Cost', study.cost],
      ['Contact', study.contact],
      ['Actions', study.actions.join(', ') || null],
    ]),
  )
  if (study.adoptions.length === 0) return
  print(
    `\n${table(
      [
        { heading: 'Adopted by', value: ({ system }) => system },
        { heading: 'Since', value: ({ since }) => shortDate(since) },
        { heading: 'Worked', value: ({ worked }) => worked && WORKED_WORDS[worked] },
        { heading: 'Outcome', value: ({ outcome }) => outcome, flexible: true },
      ],
      study.adoptions,
    )}`,
  )
}

async function listPriorities({
  ics,
  ...options
}: CommonOptions & { ics?: string }): Promise<void> {
  const priorities = await withRecord(options, async (service, state) =>
    service.ask('priorities.list', { ics: await chooseSystem(service, state, ics) }),
  )
  if (options.json) return printJson(priorities)
  if (priorities.length === 0) return print('No priorities are mapped for this system yet.')
  print(
    table<OwnPriority>(
      [
        { heading: 'Title', value: ({ title }) => title, flexible: true },
        { heading: 'Priorities', value: ({ priorities: numbers }) => numbers.join(', ') },
        { heading: 'Focus areas', value: ({ focusAreas }) => focusAreas.join(', ') },
        { heading: 'Source', value: ({ source }) => source },
      ],
      priorities,
    ),
  )
}

async function showMatrix(options: CommonOptions): Promise<void> {
  const matrix = await withRecord(options, (service) => service.ask('priorities.matrix', {}))
  if (options.json) return printJson(matrix)
  print(
    table<PriorityMatrix['rows'][number]>(
      [
        { heading: 'Asked for', value: ({ id }) => id },
        { heading: 'Title', value: ({ title }) => title, flexible: true },
        ...matrix.systems.map(({ ics }, column) => ({
          heading: ics,
          value: ({ cells }: PriorityMatrix['rows'][number]) => cells[column]?.length || null,
          right: true,
        })),
        {
          heading: 'Systems',
          value: (row) => `${sharing(row)} of ${matrix.systems.length}`,
          right: true,
        },
      ],
      matrix.rows,
    ),
  )
  const missing = matrix.systems.filter(({ count }) => count === 0)
  if (missing.length > 0)
    print(`\nNo priorities mapped yet: ${missing.map(({ name }) => name).join(', ')}.`)
}
