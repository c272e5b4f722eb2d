import type { Command, CommanderError } from 'commander'

/** Where somebody wanted to read help rather than do something. */
export function wantedHelp(error: CommanderError): boolean {
  return error.exitCode === 0
}

/** One sentence on what is wrong with a call, and where to read how it goes. */
export function wrongCallSentence(
  program: Command,
  args: readonly string[],
  error: CommanderError,
): string {
  const { command, path } = findCommand(program, args)
  if (error.code === 'commander.help' || error.code === 'commander.unknownCommand') {
    const unknown = /'(.*)'/.exec(error.message)?.[1]
    const names = command.commands.map((each) => each.name()).join(', ')
    const said =
      unknown === undefined ? `"${path}" needs a command` : `There is no command "${unknown}"`
    return `${said}. The commands of "${path}" are: ${names}.`
  }
  const reason = error.message
    .replace(/^error: /, '')
    .replaceAll("'", '"')
    .replace(/\.$/, '')
  return `${reason[0]?.toUpperCase()}${reason.slice(1)}. Run "${path} --help" to see how it is used.`
}

/** The command that the words at the front of a call name, as far as they name one. */
function findCommand(
  program: Command,
  args: readonly string[],
): { command: Command; path: string } {
  let command = program
  let path = program.name()
  for (const arg of args) {
    const next = command.commands.find((each) => each.name() === arg)
    if (!next) break
    command = next
    path += ` ${arg}`
  }
  return { command, path }
}
