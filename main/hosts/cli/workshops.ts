import { resolve } from 'node:path'
import type { Command } from 'commander'
import { PUBLICATION_FORMATS } from '../../../domain/publication/formats.ts'
import {
  SESSION_DOCUMENTS,
  STANDING_WORDS,
  zoneNote,
} from '../../../domain/record/workshop-words.ts'
import { eitherOf } from '../../../domain/words.ts'
import type { OutFile } from '../../../preload/types.ts'
import type {
  SessionDetail,
  SessionSummary,
  ShownSuggestion,
} from '../../../preload/workshops-types.ts'
import type { ServiceHandle } from '../service-handle.ts'
import { addCommand, type CommonOptions, keepFile, withRecord } from './command.ts'
import { facts, print, printJson, shortDate, table } from './output.ts'
import { oneOf, wrongCall } from './values.ts'

const readFormat = oneOf('format', 'formats', [...PUBLICATION_FORMATS, 'ics'])
const readWhat = oneOf('document', 'documents', SESSION_DOCUMENTS)

/** `accord workshops …`: sessions, what deserves their time, and their documents. */
export function addWorkshopCommands(program: Command): void {
  const workshops = program.command('workshops').description('list, show and export workshops')
  const session = 'id of a session, its first characters, or next or last'
  addCommand(workshops, 'list', 'list the sessions of every series').action(list)
  addCommand(workshops, 'show [id]', 'show an agenda and what was agreed')
    .action(show)
    .addHelpText('after', `\n<id>: ${session}. The next session by default.`)
  addCommand(workshops, 'suggest [id]', "show what deserves a session's time, and why")
    .option('--muted', 'show also what was put aside')
    .action(suggest)
    .addHelpText('after', `\n<id>: ${session}. The next session by default.`)
  addCommand(workshops, 'export <id>', "write one of a session's documents, or its invitation")
    .requiredOption(
      '--format <format>',
      'docx, pdf, html, md, or ics for the invitation',
      readFormat,
    )
    .requiredOption('--out <file>', 'file to write')
    .option('--what <document>', `${eitherOf(SESSION_DOCUMENTS)}; the pack by default`, readWhat)
    .action(exportDocument)
    .addHelpText('after', `\n<id>: ${session}.`)
}

async function list(options: CommonOptions): Promise<void> {
  const series = await withRecord(options, (service) => service.ask('workshops.list', {}))
  const sessions = series.flatMap(({ title, sessions }) =>
    sessions.map((session) => ({ ...session, seriesTitle: title })),
  )
  if (options.json) return printJson(sessions)
  if (sessions.length === 0) return print('There are no workshops yet.')
  print(
    table<SessionSummary>(
      [
        { heading: 'Id', value: ({ id }) => id },
        { heading: 'Date', value: ({ start }) => shortDate(start.slice(0, 10)) },
        { heading: 'Time', value: ({ start, zone }) => start.slice(11) + zoneNote(zone) },
        { heading: 'Title', value: ({ title }) => title, flexible: true },
        { heading: 'State', value: ({ state }) => state },
        { heading: 'Items', value: ({ items }) => items, right: true },
        { heading: 'Invited', value: ({ invited }) => invited, right: true },
        { heading: 'Present', value: ({ present }) => present, right: true },
        { heading: 'Outcomes', value: ({ outcomes }) => outcomes, right: true },
        { heading: 'Open', value: ({ open }) => open, right: true },
      ],
      sessions,
    ),
  )
}

async function show(named: string | undefined, options: CommonOptions): Promise<void> {
  const session = await withRecord(options, async (service) =>
    service.ask('workshops.session', { id: await findSession(service, named) }),
  )
  if (options.json) return printJson(session)
  print(
    facts([
      ['Session', session.title],
      ['Series', session.seriesTitle],
      [
        'When',
        `${shortDate(session.start.slice(0, 10))}, ${session.start.slice(11)} to ${session.timing.closes}${zoneNote(session.zone)}`,
      ],
      ['Where', session.place ?? session.link],
      ['Co-chairs', session.chairs.map(({ name }) => name).join(', ') || null],
      ['State', session.state],
    ]),
  )
  printAgenda(session)
  printOutcomes(session)
}

function printAgenda({ items, timing }: SessionDetail): void {
  if (items.length > 0) {
    print(
      `\n${table(
        [
          { heading: 'Time', value: ({ clock }) => clock },
          { heading: 'Minutes', value: ({ minutes }) => minutes, right: true },
          { heading: 'Item', value: ({ title }) => title, flexible: true },
          { heading: 'Presenter', value: ({ presenter }) => presenter },
          { heading: 'About', value: ({ links }) => links.map(({ id }) => id).join(', ') },
        ],
        items,
      )}`,
    )
  }
  for (const { words } of timing.warnings) print(`\n${words}`)
}

function printOutcomes({ outcomes }: SessionDetail): void {
  if (outcomes.length === 0) return
  print(
    `\n${table(
      [
        { heading: 'Kind', value: ({ kind }) => kind },
        { heading: 'What', value: ({ text }) => text, flexible: true },
        { heading: 'System', value: ({ system }) => system },
        { heading: 'Due', value: ({ due }) => shortDate(due) },
        { heading: 'Stands', value: ({ standing }) => STANDING_WORDS[standing] },
      ],
      outcomes,
    )}`,
  )
}

async function suggest(
  named: string | undefined,
  options: CommonOptions & { muted?: boolean },
): Promise<void> {
  const all = await withRecord(options, async (service) =>
    service.ask('workshops.suggest', { session: await findSession(service, named) }),
  )
  const shown = all.filter(({ muted }) => options.muted || !muted)
  if (options.json) return printJson(shown)
  if (shown.length === 0) return print('Nothing in the record asks for time.')
  print(shown.map(suggestionText).join('\n\n'))
}

function suggestionText({
  score,
  title,
  facts: why,
  parts,
  added,
  muted,
}: ShownSuggestion): string {
  const mark = muted ? ` (put aside: ${muted.reason})` : added ? ' (on the agenda)' : ''
  return [
    `${String(score).padStart(3)}  ${title}${mark}`,
    ...why.map((fact) => `     ${fact}`),
    `     ${parts.map(({ words, points }) => `${words} ${points}`).join(' + ')}`,
  ].join('\n')
}

type ExportOptions = CommonOptions & {
  format: ReturnType<typeof readFormat>
  what?: ReturnType<typeof readWhat>
  out: string
}

async function exportDocument(
  named: string,
  { format, what = 'pack', out, ...options }: ExportOptions,
): Promise<void> {
  const to = resolve(out)
  const made = await withRecord(options, async (service) => {
    const session = await findSession(service, named)
    const file: OutFile =
      format === 'ics'
        ? await service.ask('workshops.invitation', { session })
        : await service.ask('workshops.export', { session, what, format })
    await keepFile(service, file.token, to)
    return {
      session,
      what: format === 'ics' ? 'invitation' : what,
      format,
      path: to,
      bytes: file.bytes,
    }
  })
  if (options.json) return printJson(made)
  print(`Written to ${to}: ${made.what}.`)
}

/**
 * Id of the session that is named by it, by its first characters, or as the next or the last.
 * @throws UserError `wrong-call` when that names none, or several
 */
async function findSession(service: ServiceHandle, named = 'next'): Promise<string> {
  const series = await service.ask('workshops.list', {})
  const sessions = series
    .flatMap((each) => each.sessions)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
  const now = new Date().toISOString()
  const found =
    named === 'next'
      ? sessions.filter(({ startsAt, state }) => startsAt >= now && state === 'planned').slice(0, 1)
      : named === 'last'
        ? sessions.filter(({ state }) => state === 'held').slice(-1)
        : sessions.filter(({ id }) => id.startsWith(named.toLowerCase()))
  const [session, ...others] = found
  if (session && others.length === 0) return session.id
  throw wrongCall(
    others.length > 0
      ? `Several sessions begin with "${named}". Type more of the id.`
      : named === 'next'
        ? 'No session is planned. Say which one you mean; "accord workshops list" shows them all.'
        : `There is no session "${named}". "accord workshops list" shows them all.`,
  )
}
