import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { wrongCall } from './cli/values.ts'
import { wantedHelp, wrongCallSentence } from './cli/wrong-call.ts'
import { PROJECT_DIR } from './places.ts'
import { tellFailure } from './tell-failure.ts'

type AddCommands = (program: Command) => void

/**
 * What adds the commands of each name, in the order of the help. Loaded for the one that is called:
 * to load all takes longer than most calls have.
 */
const GROUPS: readonly { names: readonly string[]; load: () => Promise<AddCommands> }[] = [
  { names: ['record'], load: async () => (await import('./cli/record.ts')).addRecordCommands },
  {
    names: ['catalogue'],
    load: async () => (await import('./cli/catalogue.ts')).addCatalogueCommands,
  },
  { names: ['actions'], load: async () => (await import('./cli/actions.ts')).addActionCommands },
  { names: ['summary'], load: async () => (await import('./cli/summary.ts')).addSummaryCommand },
  {
    names: ['register'],
    load: async () => (await import('./cli/register.ts')).addRegisterCommands,
  },
  { names: ['systems'], load: async () => (await import('./cli/systems.ts')).addSystemCommands },
  {
    names: ['conflicts'],
    load: async () => (await import('./cli/conflicts.ts')).addConflictCommands,
  },
  { names: ['owners'], load: async () => (await import('./cli/owners.ts')).addOwnerCommands },
  { names: ['metrics'], load: async () => (await import('./cli/metrics.ts')).addMetricCommands },
  {
    names: ['workshops'],
    load: async () => (await import('./cli/workshops.ts')).addWorkshopCommands,
  },
  {
    names: ['strategies'],
    load: async () => (await import('./cli/strategies.ts')).addStrategyCommands,
  },
  {
    names: ['checklist'],
    load: async () => (await import('./cli/checklist.ts')).addChecklistCommands,
  },
  {
    names: ['challenges'],
    load: async () => (await import('./cli/challenges.ts')).addChallengeCommands,
  },
  {
    names: ['practice', 'priorities'],
    load: async () => (await import('./cli/practice.ts')).addPracticeCommands,
  },
  { names: ['search'], load: async () => (await import('./cli/search.ts')).addSearchCommand },
  { names: ['report'], load: async () => (await import('./cli/report.ts')).addReportCommands },
  { names: ['sync'], load: async () => (await import('./cli/sync.ts')).addSyncCommands },
]

/** The groups that a call is about; all of them where it names none, since help lists them. */
function groupsOf(args: readonly string[]): typeof GROUPS {
  const [first, second] = args
  const wanted = first === 'help' ? second : first
  const named = GROUPS.filter(({ names }) => wanted !== undefined && names.includes(wanted))
  return named.length > 0 ? named : GROUPS
}

/**
 * The command line: the same procedures for scripts and servers. Exit codes: 0 done, 1 failed,
 * 2 a wrong call. What went wrong stands on standard error in one sentence.
 */
async function buildProgram(args: readonly string[]): Promise<Command> {
  const { version } = JSON.parse(readFileSync(join(PROJECT_DIR, 'package.json'), 'utf8'))
  const program = new Command('accord')
    .description("Accord: what the Midlands' integrated care systems do about health inequalities")
    .version(version)
    .exitOverride()
    // Errors are told below, in our own words.
    .configureOutput({ outputError: () => undefined, writeErr: () => undefined })
    .showSuggestionAfterError(false)
  const adders = await Promise.all(groupsOf(args).map(({ load }) => load()))
  for (const add of adders) add(program)
  return program
}

async function main(args: readonly string[]): Promise<number> {
  const program = await buildProgram(args)
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) {
      if (wantedHelp(error)) return 0
      return tellFailure(wrongCall(wrongCallSentence(program, args, error)))
    }
    return tellFailure(error)
  }
}

// `accord … | head` closes the pipe before we are done: that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
})

process.exitCode = await main(process.argv.slice(2))
