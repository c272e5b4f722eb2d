import { randomUUID } from 'node:crypto'
import { formatDate } from '../../domain/dates.ts'
import { UserError } from '../../domain/errors.ts'
import type { ReportSectionFields } from '../../domain/record/report-fields.ts'
import { annexesOf, contentsOf } from '../../domain/reports/contents.ts'
import { parseScope } from '../../domain/reports/scope.ts'
import { listOf } from '../../domain/words.ts'
import type { Input } from '../../preload/contract.ts'
import type { Written } from '../../preload/types.ts'
import { collectAbout, type ReportFrame } from '../evidence/about.ts'
import {
  type RecordContext,
  requireSystem,
  requireWrite,
  type WritingContext,
} from '../record/context.ts'
import { changeIn, writeDeed } from '../record/deed.ts'
import { listSystems } from '../record/systems.ts'
import { requireFreeze } from './freeze-record.ts'
import { requireReport } from './read.ts'

/** Deeds about reports, but for freezing. */

const REGION = 'region'

export function createReport(
  context: WritingContext,
  { title, ...frame }: Input<'reports.create'>,
): Written & { id: string } {
  requireWrite(context, REGION)
  requireFrame(context, frame)
  const id = randomUUID()
  const additions = changeIn(context, REGION, `report:${id}`, { title, ...frame })
  return { ...writeDeed(context, REGION, additions, `New report: ${title}`), id }
}

export function saveReport(
  context: WritingContext,
  { id, fields, seen }: Input<'reports.save'>,
): Written {
  requireWrite(context, REGION)
  const { title } = requireReport(context, id, { orRemoved: fields.removed === false })
  if (fields.freeze && requireFreeze(context, fields.freeze).report !== id)
    throw new UserError('That freeze was made for another report.', 'wrong-call')
  const additions = changeIn(context, REGION, `report:${id}`, fields, seen)
  const said = `${fields.removed ? 'Removed' : 'Changed'}: ${fields.title ?? title}`
  return writeDeed(context, REGION, additions, said)
}

export function saveSection(
  context: WritingContext,
  { report, section, fields }: Input<'reports.saveSection'>,
): Written {
  requireWrite(context, REGION)
  const frame = requireReport(context, report)
  const about = collectAbout(context, frame, { everSystem: true })
  const found = [...contentsOf(about), ...annexesOf(about)].find(({ key }) => key === section)
  if (!found) throw new UserError(`This report has no section ${section}.`, 'wrong-call')
  const subject = `report-section:${report}.${section}`
  openSection(context, subject, { title: found.title, ...fields })
  const additions = changeIn(context, REGION, subject, fields)
  return writeDeed(context, REGION, additions, `Changed: ${found.title}`)
}

/**
 * Writes how fields of a section stand before anybody touches them, so that undo finds its way back
 * to that. Only those that are about to change: nobody said anything of the others.
 */
function openSection(
  context: WritingContext,
  subject: string,
  changing: ReportSectionFields,
): void {
  const heads = context.record.projection.readHeads(REGION, subject)
  const opening: ReportSectionFields = { title: changing.title, owner: null, state: 'not-begun' }
  const fresh = Object.entries(opening).filter(([field]) => field in changing && !heads.has(field))
  if (fresh.length === 0) return
  const additions = changeIn(context, REGION, subject, Object.fromEntries(fresh))
  context.record.write(additions, randomUUID())
}

/**
 * @param day the last that counts
 * @throws UserError when the period ends before it begins, or the scope names nothing on its last day
 */
export function requireFrame(
  context: RecordContext,
  { from, to, scope }: ReportFrame,
  day = to,
): void {
  if (to < from)
    throw new UserError(
      `The period ends on ${formatDate(to)}, before it begins on ${formatDate(from)}. Choose a later end.`,
      'wrong-call',
    )
  const parsed = parseScope(scope)
  if (parsed.kind === 'system') requireInForce(context, parsed.ics, day)
}

/** @throws UserError when there is no such system, or none on that day: it came later, or closed before */
function requireInForce(context: RecordContext, ods: string, day: string): void {
  requireSystem(context, ods)
  const systems = listSystems(context.record.db, day)
  const system = systems.find((each) => each.ods === ods)
  if (!system || system.current) return
  const { name, from, to, predecessors } = system
  const named = (codes: readonly string[]) =>
    listOf(codes.map((code) => `${code} (${context.names.system(code)})`))
  if (from > day)
    throw new UserError(
      `${name} begins on ${formatDate(from)}, and the report ends on ${formatDate(day)}. Choose a later end${predecessors.length > 0 ? `, or what there was then: ${named(predecessors)}` : ''}.`,
      'wrong-call',
    )
  const heirs = systems.filter((each) => each.predecessors.includes(ods)).map((each) => each.ods)
  throw new UserError(
    `${name} closed on ${formatDate(to ?? '')}, and the report ends on ${formatDate(day)}. Choose an end by then${heirs.length > 0 ? `, or ${named(heirs)}, which carries its record on` : ''}.`,
    'wrong-call',
  )
}
