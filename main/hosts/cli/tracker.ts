import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { TrackerMap } from '../../../domain/trackers/map.ts'
import type { PlannedRow } from '../../../domain/trackers/plan.ts'
import { plural } from '../../../domain/words.ts'
import type { TrackerLook } from '../../../preload/tracker-contract.ts'
import { addCommand, type CommonOptions, chooseSystem, withRecord } from './command.ts'
import { print, printJson, table } from './output.ts'
import { existingFile, wrongCall } from './values.ts'

/** `accord register bring-in`: a tracker that people keep for themselves. */
export function addTrackerCommand(register: Command): void {
  addCommand(register, 'bring-in <file>', 'bring in a tracker of your own, in any layout')
    .option('--map <file>', 'how to read it, as JSON; without it, a map is proposed and printed')
    .option('--ics <code>', 'system; your own by default')
    .option('--dry-run', 'only show what would change')
    .action(bringIn)
}

interface BringInOptions extends CommonOptions {
  map?: string
  ics?: string
  dryRun?: boolean
}

async function bringIn(file: string, options: BringInOptions): Promise<void> {
  const path = existingFile(file)
  const map = options.map === undefined ? undefined : readMap(options.map)
  const { look, written } = await withRecord(options, async (service, state) => {
    const ics = await chooseSystem(service, state, options.ics)
    const token = await service.files.takeIn(path)
    const look = await service.ask('tracker.read', { ics, file: token, ...(map && { map }) })
    if (!map || options.dryRun) return { look, written: null }
    const written = await service.ask('tracker.bringIn', { look: look.look, map: look.map })
    return { look, written }
  })
  const counts = countsOf(look.rows)
  if (options.json) {
    const { map, rows, findings, vocabulary, moved, remembered } = look
    return printJson({ ...written, map, counts, findings, vocabulary, moved, remembered, rows })
  }
  // Alone on standard output, so that it can be written to a file and changed there.
  if (!map && !options.dryRun) return print(JSON.stringify(look.map, null, 2))
  printPlan(look, counts)
  print(written ? `\n${written.said}.` : '\nNothing was changed: this was a dry run.')
}

function readMap(path: string): TrackerMap {
  const text = readFileSync(existingFile(path), 'utf8')
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    throw wrongCall(
      `${path} is not JSON. Print a map with “register bring-in FILE”, then change it.`,
    )
  }
  const parsed = TrackerMap.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw wrongCall(
    `${path} is not a map: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}.`,
  )
}

type Counts = Record<PlannedRow['outcome'] | 'matched', number>

/** Every row of the sheets used is in exactly one of them, besides `matched`. */
function countsOf(rows: readonly PlannedRow[]): Counts {
  const of = (outcome: PlannedRow['outcome']) =>
    rows.filter((row) => row.outcome === outcome).length
  return {
    ...{ change: of('change'), add: of('add'), same: of('same') },
    ...{ ask: of('ask'), left: of('left'), aside: of('aside') },
    matched: rows.filter(({ match }) => match?.kind === 'action' && match.references.length > 0)
      .length,
  }
}

function printPlan({ rows, findings, moved }: TrackerLook, counts: Counts): void {
  print(
    `${plural(rows.length, 'row')} read: ${counts.change} with changes, ${counts.add} to be added, ${counts.same} the same, ${counts.ask} waiting for an answer, ${counts.left} left out, ${counts.aside} sub-headings, totals and notes.`,
  )
  if (moved > 0)
    print(`${plural(moved, 'cell')} said the same last time, and Accord has moved on: it stays.`)
  const changes = rows.flatMap((row) =>
    row.actions.flatMap((action) => action.changes.map((change) => ({ row, action, change }))),
  )
  if (changes.length > 0) {
    print(
      `\n${table(
        [
          { heading: 'Row', value: ({ row }) => row.key },
          { heading: 'Action', value: ({ action }) => action.reference },
          { heading: 'By', value: ({ row }) => howMatched(row) },
          { heading: 'Field', value: ({ change }) => change.label },
          { heading: 'Accord', value: ({ change }) => change.ours },
          { heading: 'Tracker', value: ({ change }) => change.theirs, flexible: true },
        ],
        changes,
      )}`,
    )
  }
  for (const { title, items, stops } of findings) {
    print(`\n${title}${stops ? ' (left as they are in Accord)' : ''}:`)
    for (const { text, rows, places, dates, names, best } of items) {
      const choices = [
        ...(dates ?? []).map(({ date, meaning }) => `${date}, ${meaning}`),
        ...(names ?? []),
        ...(best ?? []).map(({ reference, score }) => `${reference} (${score.toFixed(2)})`),
      ]
      const may = choices.length > 0 ? `: ${choices.join('; ')}` : ''
      print(`  ${text} – ${plural(rows, 'row')}, ${places.join(', ')}${may}`)
    }
  }
}

function howMatched({ match }: PlannedRow): string {
  if (match?.kind !== 'action') return 'added'
  const score = match.score === null ? '' : ` ${match.score.toFixed(2)}`
  return `${match.by}${match.by === 'wording' ? score : ''}`
}
