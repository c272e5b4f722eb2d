import { resolve } from 'node:path'
import type { Command } from 'commander'
import { agreementWords } from '../../../domain/checklist/agreement.ts'
import type { Tally } from '../../../domain/checklist/results.ts'
import { CHECKLIST_LEVEL_WORDS } from '../../../domain/record/checklist-words.ts'
import { plural } from '../../../domain/words.ts'
import type { ChecklistResult, ChecklistRound } from '../../../preload/reports-types.ts'
import type { ServiceHandle } from '../service-handle.ts'
import { addCommand, type CommonOptions, findSystem, keepFile, withRecord } from './command.ts'
import { facts, print, printJson, shortDate, table } from './output.ts'
import { existingFile, wrongCall } from './values.ts'

/** `accord checklist …`: the organisational checklist, its rounds, forms and answers. */
export function addChecklistCommands(program: Command): void {
  const checklist = program
    .command('checklist')
    .description('list rounds of the organisational checklist, and show, ask for and take answers')
  const round = '\n<round>: id of a round, or its first characters.'
  addCommand(checklist, 'list', 'list the rounds of every system')
    .option('--ics <code>', 'only of this system')
    .action(list)
  addCommand(checklist, 'results <round>', 'show what people answered')
    .action(results)
    .addHelpText('after', round)
  addCommand(checklist, 'form <round>', 'write the page to answer on without Accord')
    .requiredOption('--out <file>', 'file to write')
    .action(form)
    .addHelpText('after', round)
  addCommand(checklist, 'take <round> <files...>', 'take in answers that came back as files')
    .action(take)
    .addHelpText('after', round)
}

async function list(options: CommonOptions & { ics?: string }): Promise<void> {
  const rounds = await withRecord(options, async (service, state) => {
    const ics = options.ics && (await findSystem(service, state, options.ics))
    return service.ask('checklist.rounds', ics ? { ics } : {})
  })
  if (options.json) return printJson(rounds)
  if (rounds.length === 0) return print('There are no rounds of the checklist yet.')
  print(
    table<ChecklistRound>(
      [
        { heading: 'Id', value: ({ id }) => id },
        { heading: 'System', value: ({ ics }) => ics },
        { heading: 'Organisation', value: ({ organisation }) => organisation, flexible: true },
        { heading: 'Round', value: ({ title }) => title },
        { heading: 'Opens', value: ({ opens }) => shortDate(opens) },
        { heading: 'Closes', value: ({ closes }) => shortDate(closes) },
        { heading: 'Answers', value: ({ answers }) => answers, right: true },
      ],
      rounds,
    ),
  )
}

async function results(named: string, options: CommonOptions): Promise<void> {
  const found = await withRecord(options, async (service) =>
    service.ask('checklist.results', { round: (await findRound(service, named)).id }),
  )
  if (options.json) return printJson(found)
  const { round, byLevel, questions, firstRound, remarks } = found
  print(
    facts([
      ['Round', `${round.title}, ${round.organisation}`],
      ['Answers', round.answers],
      ...byLevel.map(
        ({ level, people }) =>
          [CHECKLIST_LEVEL_WORDS[level], people ?? 'withheld: too few to show'] as const,
      ),
    ]),
  )
  print(
    `\n${table<ChecklistResult['questions'][number]>(
      [
        { heading: '', value: ({ id }) => id, right: true },
        { heading: 'Question', value: ({ text }) => text, flexible: true },
        { heading: 'Yes', value: ({ all }) => yesOf(all) },
        ...(firstRound
          ? [
              {
                heading: `Yes, ${firstRound.title}`,
                value: ({ first }: ChecklistResult['questions'][number]) => first && yesOf(first),
              },
            ]
          : []),
        { heading: 'Levels say', value: ({ agreement }) => agreementWords(agreement) },
      ],
      questions,
    )}`,
  )
  if (remarks.length > 0)
    print(
      `\n${table([{ heading: 'What people would do better', value: (remark) => remark }], remarks)}`,
    )
}

function yesOf({ yes, people }: Tally): string {
  return people === null ? 'withheld' : `${yes} of ${people}`
}

async function form(named: string, options: CommonOptions & { out: string }): Promise<void> {
  const to = resolve(options.out)
  const made = await withRecord(options, async (service) => {
    const round = await findRound(service, named)
    const file = await service.ask('checklist.form', { round: round.id })
    await keepFile(service, file.token, to)
    return { round: round.id, path: to, bytes: file.bytes }
  })
  if (options.json) return printJson(made)
  print(`Written to ${to}. Send it to people; each answer comes back as a small file.`)
}

async function take(
  named: string,
  paths: readonly string[],
  options: CommonOptions,
): Promise<void> {
  const taken = await withRecord(options, async (service) => {
    const round = await findRound(service, named)
    const files: string[] = []
    for (const path of paths) files.push(await service.files.takeIn(existingFile(path)))
    return service.ask('checklist.take', { round: round.id, files })
  })
  if (options.json) return printJson(taken)
  print(`${plural(taken.taken, 'answer')} taken in.`)
  for (const reason of taken.left) print(reason)
}

/** The round whose id begins so. @throws UserError `wrong-call` when none does, or several */
async function findRound(service: ServiceHandle, named: string): Promise<ChecklistRound> {
  const rounds = await service.ask('checklist.rounds', {})
  const [found, ...others] = rounds.filter(({ id }) => id.startsWith(named.toLowerCase()))
  if (found && others.length === 0) return found
  throw wrongCall(
    found
      ? `Several rounds begin with "${named}". Type more of the id.`
      : `There is no round "${named}". "accord checklist list" shows them all.`,
  )
}
