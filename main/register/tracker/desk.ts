import { randomUUID } from 'node:crypto'
import { UserError } from '../../../domain/errors.ts'
import { systemStream } from '../../../domain/record/stream.ts'
import type { TrackerMap } from '../../../domain/trackers/map.ts'
import type { NamedPerson } from '../../../domain/trackers/people.ts'
import { type PlannedAction, planTracker, type TrackerPlan } from '../../../domain/trackers/plan.ts'
import { plural } from '../../../domain/words.ts'
import type { TrackerLook } from '../../../preload/tracker-contract.ts'
import type { Written } from '../../../preload/types.ts'
import { newLocalAction } from '../../actions/local.ts'
import { openTracker } from '../../imports/tracker-file.ts'
import { requireSystem, requireWrite, type WritingContext } from '../../record/context.ts'
import { changeOf, writeDeed } from '../../record/deed.ts'
import type { Addition } from '../../record/record.ts'
import type { JobTools } from '../../runtime/jobs.ts'
import { type TrackerFinds, trackerFinds } from './finds.ts'
import { keepLast, keepMap, keptMaps, lastTime } from './kept.ts'
import {
  completed,
  type FoundSheet,
  foundSheets,
  mapFor,
  recall,
  sheetForPage,
  tableOf,
} from './look.ts'

/** A tracker on its way in: read once, then planned as often as its map changes, then written. */

interface OnDesk {
  context: WritingContext
  ics: string
  fileName: string
  sheets: FoundSheet[]
  remembered: boolean
}

export interface TrackerDesk {
  /** @param map how to take it; else as such a file was taken before, or as it looks */
  read(
    context: WritingContext,
    ics: string,
    file: { path: string; name: string },
    map: TrackerMap | undefined,
    tools: JobTools,
  ): Promise<TrackerLook>
  plan(context: WritingContext, look: string, map: TrackerMap): TrackerLook
  /** @param skip keys of rows to leave out */
  bringIn(
    context: WritingContext,
    look: string,
    map: TrackerMap,
    skip: readonly string[],
  ): Written & { added: string[]; owners: number }
}

export function trackerDesk(): TrackerDesk {
  const desk = new Map<string, OnDesk>()

  function onDesk(context: WritingContext, look: string): OnDesk {
    const found = desk.get(look)
    if (!found || found.context.record !== context.record)
      throw new UserError('That tracker is no longer at hand. Choose the file again.')
    return found
  }

  function lookOf(look: string, file: OnDesk, finds: TrackerFinds, map: TrackerMap): TrackerLook {
    const { ics, fileName, remembered, sheets } = file
    const layout = (name: string) => map.sheets.find(({ sheet }) => sheet === name)!
    return {
      ...planOf(file, finds, map),
      ...{ look, ics, fileName, map, remembered },
      sheets: sheets.map((each) => sheetForPage(each, layout(each.sheet.name))),
    }
  }

  return {
    async read(context, ics, file, map, { signal, progress }) {
      requireWrite(context, requireSystem(context, ics))
      progress(0, 2, 'Reading the tracker')
      const workbook = await openTracker(file.path, file.name, signal)
      progress(1, 2, 'Finding its actions')
      const sheets = foundSheets(workbook)
      if (sheets.every(({ found }) => found.rows.length === 0))
        throw new UserError(`${file.name} has no rows below headings. Choose another file.`)
      const kept = map ? undefined : recall(sheets, keptMaps(context.record.db))
      const look = randomUUID()
      const onIt = { context, ics, fileName: file.name, sheets, remembered: kept !== undefined }
      desk.clear()
      desk.set(look, onIt)
      const finds = trackerFinds(context, ics)
      return lookOf(
        look,
        onIt,
        finds,
        map ? completed(map, sheets, finds) : mapFor(sheets, finds, kept),
      )
    },
    plan(context, look, map) {
      const file = onDesk(context, look)
      const finds = trackerFinds(context, file.ics)
      return lookOf(look, file, finds, completed(map, file.sheets, finds))
    },
    bringIn(context, look, map, skip) {
      const file = onDesk(context, look)
      const { ics, fileName, sheets } = file
      requireWrite(context, requireSystem(context, ics))
      const finds = trackerFinds(context, ics)
      const whole = completed(map, sheets, finds)
      const rows = planOf(file, finds, whole).rows.filter(({ key }) => !skip.includes(key))
      const wanted = rows.flatMap(({ actions }) => actions)
      const deed = additionsFor(context, ics, wanted)
      const said = `${plural(wanted.length, 'action')} brought in from ${fileName}`
      const written = writeDeed(context, systemStream(ics), deed.additions, said)
      keepMap(context.record.db, sheets, whole, context.today())
      keepLast(context.record.db, ics, rows)
      desk.delete(look)
      return { ...written, added: deed.added, owners: deed.owners }
    },
  }
}

function planOf(
  { context, ics, sheets }: OnDesk,
  finds: TrackerFinds,
  map: TrackerMap,
): TrackerPlan {
  const tables = sheets.flatMap((each) => {
    const layout = map.sheets.find(({ sheet }) => sheet === each.sheet.name)
    return layout?.use ? [tableOf(each, layout)] : []
  })
  const last = lastTime(context.record.db, ics)
  return planTracker({ ...finds, tables, map, today: context.today(), last })
}

/** Owners to be made, actions to be made, and all that is said of actions: one batch. */
function additionsFor(
  context: WritingContext,
  ics: string,
  actions: readonly PlannedAction[],
): { additions: Addition[]; added: string[]; owners: number } {
  const additions: Addition[] = []
  const added: string[] = []
  const made = new Map<string, string>()
  const ownerOf = (person: NamedPerson) => {
    const known = made.get(person.key)
    if (known) return known
    const id = randomUUID()
    made.set(person.key, id)
    const { name, type, organisation, email } = person
    const fields = { name, type, ...(organisation && { organisation }), ...(email && { email }) }
    additions.push(...changeOf(context, ics, `owner:${id}`, fields))
    return id
  }
  for (const { reference: at, title, isNew, changes } of actions) {
    let reference = at
    if (isNew) {
      const local = newLocalAction(context, ics, at, { title })
      additions.push(...local.additions)
      reference = local.reference
      added.push(reference)
    }
    const values = changes.map(({ field, value, makes }) => [field, makes ? ownerOf(makes) : value])
    const seen = changes.map(({ field, seen }) => [field, [...seen]])
    additions.push(
      ...changeOf(
        context,
        ics,
        `action:${reference}`,
        Object.fromEntries(values),
        Object.fromEntries(seen),
      ),
    )
  }
  return { additions, added, owners: made.size }
}
