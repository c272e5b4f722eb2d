import type { Command } from 'commander'
import { SECTIONS } from '../../../domain/commission/reference.ts'
import {
  CONFIDENCE_WORDS,
  CONFIDENCES,
  STATUS_WORDS,
  STATUSES,
} from '../../../domain/record/statuses.ts'
import { plural } from '../../../domain/words.ts'
import { RegisterFilter } from '../../../preload/contract.ts'
import type { ActionDetail, ActionRow } from '../../../preload/types.ts'
import type { ServiceHandle } from '../service-handle.ts'
import { addCommand, type CommonOptions, chooseSystem, findSystem, withRecord } from './command.ts'
import { findOrAddOwner, findOwner } from './find-owner.ts'
import { type Column, facts, print, printJson, shortDate, table } from './output.ts'
import {
  actionReference,
  dateOrNone,
  NONE,
  oneOf,
  severalOf,
  textOrNone,
  wholeNumber,
  wrongCall,
} from './values.ts'

const ATTENTION = RegisterFilter.shape.attention.unwrap().element.options
const readStatus = oneOf('status', 'statuses', STATUSES)
const readConfidence = oneOf('confidence', 'words for it', [...CONFIDENCES, NONE])
const readAttention = oneOf('reason for attention', 'reasons', ATTENTION)
const readSection = oneOf(
  'section',
  'sections',
  SECTIONS.map((each) => each.toLowerCase()),
)

/** `accord actions …`: the register of one system, and one action in it. */
export function addActionCommands(program: Command): void {
  const actions = program.command('actions').description('list, show and update actions')

  addCommand(actions, 'list', 'list the actions of a system')
    .option('--ics <code>', 'system; your own by default')
    .option(
      '--status <statuses>',
      'only with these statuses (commas between)',
      severalOf(readStatus),
    )
    .option(
      '--section <sections>',
      'only of these sections: HS, LA, ER, JW',
      severalOf(readSection),
    )
    .option('--owner <owner>', "only of this owner: name, id or 'none'")
    .option('--priority <number>', 'only under this priority', wholeNumber('a priority', 1, 10))
    .option('--attention <reasons>', 'only what needs attention', severalOf(readAttention))
    .option('--search <words>', 'only with these words')
    .action(list)
  addCommand(actions, 'show <reference>', 'show an action and where it stands')
    .option('--ics <code>', 'system; your own by default')
    .action(show)
  addCommand(actions, 'history <reference>', 'show every change to an action')
    .option('--ics <code>', 'system; your own by default')
    .action(history)
  addCommand(actions, 'update <reference>', 'say where an action stands')
    .option('--ics <code>', 'system; your own by default')
    .option('--status <status>', STATUSES.join(', '), readStatus)
    .option('--confidence <word>', `${CONFIDENCES.join(', ')} or none`, readConfidence)
    .option('--owner <owner>', 'name or id, or none; a new name is added to the owners')
    .option('--due <date>', 'such as 2026-12-01, or none', dateOrNone)
    .option('--note <text>', 'progress note', textOrNone)
    .option('--next-step <text>', 'next step, or none', textOrNone)
    .action(update)
}

interface ListOptions extends CommonOptions {
  ics?: string
  status?: (typeof STATUSES)[number][]
  section?: string[]
  owner?: string
  priority?: number
  attention?: (typeof ATTENTION)[number][]
  search?: string
}

const COLUMNS: readonly Column<ActionRow>[] = [
  { heading: 'Reference', value: (row) => row.reference },
  { heading: 'System', value: (row) => row.ics },
  { heading: 'Status', value: (row) => STATUS_WORDS[row.status] },
  { heading: 'Confidence', value: (row) => row.confidence && CONFIDENCE_WORDS[row.confidence] },
  { heading: 'Owner', value: (row) => row.ownerName },
  { heading: 'Due', value: (row) => shortDate(row.due) },
  { heading: 'Title', value: (row) => row.title, flexible: true },
]

async function list(options: ListOptions): Promise<void> {
  const rows = await withRecord(options, async (service, state) => {
    const ics = await findSystem(service, state, options.ics)
    const systems =
      ics === undefined
        ? (await service.ask('systems.list', {})).filter((each) => each.current)
        : []
    const found: ActionRow[] = []
    for (const ods of ics === undefined ? systems.map((each) => each.ods) : [ics]) {
      const filter = await readFilter(service, ods, options)
      if (filter) found.push(...(await service.ask('register.list', { ics: ods, filter })))
    }
    return found
  })
  if (options.json) return printJson(rows)
  print(rows.length > 0 ? table(COLUMNS, rows) : 'No actions fit.')
  if (rows.length > 0) print(`\n${plural(rows.length, 'action')}`)
}

/** The filter for one system; `undefined` where the owner asked for has nothing in it. */
async function readFilter(
  service: ServiceHandle,
  ics: string,
  options: ListOptions,
): Promise<RegisterFilter | undefined> {
  const filter: RegisterFilter = {}
  if (options.status) filter.status = options.status
  if (options.section) filter.section = options.section.map((each) => each.toUpperCase())
  if (options.priority !== undefined) filter.priority = [options.priority]
  if (options.attention) filter.attention = options.attention
  if (options.search !== undefined) filter.search = options.search
  if (options.owner === NONE) filter.owner = [NONE]
  else if (options.owner !== undefined) {
    const owner = await findOwner(service, ics, options.owner)
    if (!owner) return undefined
    filter.owner = [owner.id]
  }
  return filter
}

type OneOptions = CommonOptions & { ics?: string }

function getAction(reference: string, options: OneOptions): Promise<ActionDetail> {
  return withRecord(options, async (service, state) =>
    service.ask('action.get', {
      ics: await chooseSystem(service, state, options.ics),
      reference: actionReference(reference),
    }),
  )
}

async function show(reference: string, options: OneOptions): Promise<void> {
  const action = await getAction(reference, options)
  if (options.json) return printJson(action)
  const { row } = action
  print(`${row.reference}  ${row.title}\n`)
  if (action.summary) print(`${action.summary}\n`)
  print(
    facts([
      ['System', row.ics],
      ['Status', STATUS_WORDS[row.status]],
      ['Confidence', row.confidence && CONFIDENCE_WORDS[row.confidence]],
      ['Owner', row.ownerName],
      ['Due', shortDate(row.due)],
      ['Note', row.note],
      ['Next step', row.nextStep],
      ['Evidence', row.evidence],
      ['Last change', row.updatedAt && `${shortDate(row.updatedAt)}, ${row.updatedBy}`],
    ]),
  )
  if (row.conflicts > 0) {
    print(`\nTwo people changed this without seeing each other. See "accord conflicts list".`)
  }
}

async function history(reference: string, options: OneOptions): Promise<void> {
  const { timeline } = await getAction(reference, options)
  if (options.json) return printJson(timeline)
  if (timeline.length === 0) return print('Nothing was ever changed here.')
  const changes = timeline.flatMap((item) => item.changes.map((change) => ({ item, change })))
  print(
    table(
      [
        { heading: 'Date', value: ({ item }) => shortDate(item.at) },
        { heading: 'By', value: ({ item }) => item.byName },
        { heading: 'Field', value: ({ change }) => change.label },
        { heading: 'From', value: ({ change }) => change.from },
        { heading: 'To', value: ({ change }) => change.to, flexible: true },
        { heading: '', value: ({ item }) => (item.undone ? 'taken back' : '') },
      ],
      changes,
    ),
  )
}

interface UpdateOptions extends OneOptions {
  status?: (typeof STATUSES)[number]
  confidence?: (typeof CONFIDENCES)[number] | typeof NONE
  owner?: string
  due?: string | null
  note?: string | null
  nextStep?: string | null
}

async function update(reference: string, options: UpdateOptions): Promise<void> {
  const { status, confidence, owner, due, note, nextStep } = options
  const changes = {
    ...(status === undefined ? {} : { status }),
    ...(confidence === undefined ? {} : { confidence: confidence === NONE ? null : confidence }),
    ...(due === undefined ? {} : { due }),
    ...(note === undefined ? {} : { note }),
    ...(nextStep === undefined ? {} : { nextStep }),
  }
  if (Object.keys(changes).length === 0 && owner === undefined) {
    throw wrongCall(
      'Say what to change with --status, --confidence, --owner, --due, --note or --next-step.',
    )
  }
  const target = actionReference(reference)
  const written = await withRecord(options, async (service, state) => {
    const ics = await chooseSystem(service, state, options.ics)
    // An unknown reference must not leave a new owner behind.
    await service.ask('action.get', { ics, reference: target })
    const ownerId = owner === undefined ? {} : { owner: await findOrAddOwner(service, ics, owner) }
    return service.ask('action.update', {
      ics,
      reference: target,
      changes: { ...changes, ...ownerId },
    })
  })
  if (options.json) return printJson(written)
  print(`${written.said}.`)
}
