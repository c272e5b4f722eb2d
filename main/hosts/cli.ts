import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { addActionCommands } from './cli/actions.ts'
import { addCatalogueCommands } from './cli/catalogue.ts'
import { addChallengeCommands } from './cli/challenges.ts'
import { addChecklistCommands } from './cli/checklist.ts'
import { addConflictCommands } from './cli/conflicts.ts'
import { addMetricCommands } from './cli/metrics.ts'
import { addOwnerCommands } from './cli/owners.ts'
import { addPracticeCommands } from './cli/practice.ts'
import { addRecordCommands } from './cli/record.ts'
import { addRegisterCommands } from './cli/register.ts'
import { addReportCommands } from './cli/report.ts'
import { addStrategyCommands } from './cli/strategies.ts'
import { addSummaryCommand } from './cli/summary.ts'
import { addSyncCommands } from './cli/sync.ts'
import { addSystemCommands } from './cli/systems.ts'
import { wrongCall } from './cli/values.ts'
import { addWorkshopCommands } from './cli/workshops.ts'
import { wantedHelp, wrongCallSentence } from './cli/wrong-call.ts'
import { PROJECT_DIR } from './places.ts'
import { tellFailure } from './tell-failure.ts'

/**
 * The command line: the same procedures for scripts and servers. Exit codes: 0 done, 1 failed,
 * 2 a wrong call. What went wrong stands on standard error in one sentence.
 */
function buildProgram(): Command {
  const { version } = JSON.parse(readFileSync(join(PROJECT_DIR, 'package.json'), 'utf8'))
  const program = new Command('accord')
    .description("Accord: what the Midlands' integrated care systems do about health inequalities")
    .version(version)
    .exitOverride()
    // Errors are told below, in our own words.
    .configureOutput({ outputError: () => undefined, writeErr: () => undefined })
    .showSuggestionAfterError(false)
  addRecordCommands(program)
  addCatalogueCommands(program)
  addActionCommands(program)
  addSummaryCommand(program)
  addRegisterCommands(program)
  addSystemCommands(program)
  addConflictCommands(program)
  addOwnerCommands(program)
  addMetricCommands(program)
  addWorkshopCommands(program)
  addStrategyCommands(program)
  addChecklistCommands(program)
  addChallengeCommands(program)
  addPracticeCommands(program)
  addReportCommands(program)
  addSyncCommands(program)
  return program
}

async function main(args: readonly string[]): Promise<number> {
  const program = buildProgram()
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
