import type { Command } from 'commander'
import {
  ANSWER_STATE_WORDS,
  ANSWER_STATES,
  type AnswerState,
} from '../../../domain/record/report-words.ts'
import type { Input } from '../../../preload/contract.ts'
import type { ChallengeAnswer } from '../../../preload/reports-types.ts'
import { addCommand, type CommonOptions, withRecord } from './command.ts'
import { print, printJson, shortDate, table } from './output.ts'
import { dateOrNone, oneOf, textOrNone, wrongCall } from './values.ts'

const readState = oneOf('state', 'states', ANSWER_STATES)

/** `accord challenges …`: what came of the commission's challenges to national policymakers. */
export function addChallengeCommands(program: Command): void {
  const challenges = program
    .command('challenges')
    .description('list the challenges to national policymakers, and what came of them')
  addCommand(challenges, 'list', 'list every challenge')
    .option('--state <state>', `only those that are ${ANSWER_STATES.join(', ')}`, readState)
    .action(list)
  addCommand(challenges, 'answer <reference>', 'say what came of a challenge, such as P3.n1')
    .option('--state <state>', ANSWER_STATES.join(', '), readState)
    .option('--answer <text>', 'what was answered, or none', textOrNone)
    .option('--by <name>', 'who answered, or none', textOrNone)
    .option('--on <date>', 'when, such as 2026-12-01, or none', dateOrNone)
    .option('--source <text>', 'where it can be read, or none', textOrNone)
    .action(answer)
}

async function list(options: CommonOptions & { state?: AnswerState }): Promise<void> {
  const all = await withRecord(options, (service) => service.ask('challenges.list', {}))
  const shown = all.filter(({ state }) => options.state === undefined || state === options.state)
  if (options.json) return printJson(shown)
  if (shown.length === 0) return print('No challenge is in that state.')
  print(
    table<ChallengeAnswer>(
      [
        { heading: 'Reference', value: ({ id }) => id },
        { heading: 'Challenge', value: ({ title }) => title, flexible: true },
        { heading: 'State', value: ({ state }) => ANSWER_STATE_WORDS[state] },
        { heading: 'By', value: ({ by }) => by },
        { heading: 'On', value: ({ on }) => shortDate(on) },
      ],
      shown,
    ),
  )
  print(`\n${shown.length} of ${all.length} challenges`)
}

type Fields = Input<'challenges.answer'>['fields']

async function answer(
  reference: string,
  { data, json, ...fields }: CommonOptions & Fields,
): Promise<void> {
  if (Object.keys(fields).length === 0)
    throw wrongCall('Say what came of it with --state, --answer, --by, --on or --source.')
  const options = { ...(data && { data }), ...(json && { json }) }
  const written = await withRecord(options, (service) =>
    service.ask('challenges.answer', { id: reference, fields }),
  )
  if (json) return printJson(written)
  print(written.said)
}
