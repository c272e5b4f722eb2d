import { narrativeDocument } from '../../domain/documents/tree.ts'
import { UserError } from '../../domain/errors.ts'
import { mayWrite, whyNot } from '../../domain/record/grants.ts'
import type { ReportScope, SignOff } from '../../domain/record/report-fields.ts'
import type { ReportKind } from '../../domain/record/report-words.ts'
import type { SubjectName } from '../../domain/record/subjects.ts'
import type { Chapter } from '../../domain/reports/chapter.ts'
import { annexesOf, contentsOf } from '../../domain/reports/contents.ts'
import type { About } from '../../domain/reports/evidence.ts'
import type { Figure } from '../../domain/reports/model.ts'
import type { ReportDetail, ReportSummary, SectionLine } from '../../preload/reports-types.ts'
import { collectAbout, type ReportFrame } from '../evidence/about.ts'
import type { RecordContext, WritingContext } from '../record/context.ts'
import { conflictingFields } from '../record/heads.ts'
import { type Part, readParts } from '../record/parts.ts'
import { wordsOf } from '../record/scope-words.ts'
import type { JobTools } from '../runtime/jobs.ts'
import { type FrozenReport, reportOf } from './evidence.ts'
import { type FreezeRecord, freezeLine, readFreezes, requireFreeze } from './freeze-record.ts'
import { readNarrative } from './narrative.ts'

/** Queries of reports as the record holds them. */

export interface ReportPart extends ReportFrame {
  id: string
  title: string
  freeze: string | null
  studies: string[]
  signOff: SignOff[]
}

/** Reports that are not removed, by the end of their period, the latest first. */
export function listReportParts(context: RecordContext): ReportPart[] {
  return readParts(context.record.db, 'report', { view: 'region' })
    .flatMap((part) => reportPart(part) ?? [])
    .sort((a, b) => (a.to === b.to ? (a.title < b.title ? -1 : 1) : a.to < b.to ? 1 : -1))
}

/** @throws UserError when there is no such report */
export function requireReport(
  context: RecordContext,
  id: string,
  { orRemoved = false } = {},
): ReportPart {
  const part = readParts(context.record.db, 'report', { view: 'region', id, orRemoved })[0]
  const report = part && reportPart(part)
  if (!report)
    throw new UserError(
      'There is no such report. “accord report list” shows them all with their ids.',
      'wrong-call',
    )
  return report
}

/** `undefined` while its first entry has not come in. */
function reportPart({ id, fields }: Part<'report'>): ReportPart | undefined {
  const { title, from, to, kind, scope, freeze, studies, signOff } = fields
  if (!title || !from || !to) return undefined
  return {
    id,
    title,
    from,
    to,
    kind: kind ?? ('impact' satisfies ReportKind),
    scope: scope ?? ('region' satisfies ReportScope),
    freeze: freeze ?? null,
    studies: studies ?? [],
    signOff: signOff ?? [],
  }
}

export function listReports(context: RecordContext): ReportSummary[] {
  const freezes = Map.groupBy(readFreezes(context), ({ report }) => report)
  return listReportParts(context).map((report) =>
    summaryOf(context, report, freezes.get(report.id) ?? [], {
      speaking: report.freeze,
      about: collectAbout(context, report),
    }),
  )
}

function summaryOf(
  context: RecordContext,
  report: ReportPart,
  freezes: readonly FreezeRecord[],
  { speaking, about }: { speaking: string | null; about: About },
): ReportSummary {
  const { id, title, kind, from, to, scope } = report
  const freeze = freezes.find((each) => each.id === speaking)
  return {
    id,
    title,
    kind,
    from,
    to,
    scope,
    scopeWords: wordsOf(context, scope),
    freeze: freeze ? freezeLine(context, freeze) : null,
    freezes: freezes.length,
    allFreezes: freezes.map((each) => freezeLine(context, each)),
    ...countDone(context, id, about),
  }
}

/** How many of the sections that people write in are marked as done. */
export function sectionsDone(
  context: RecordContext,
  report: ReportPart,
): { done: number; sections: number } {
  return countDone(context, report.id, collectAbout(context, report))
}

function countDone(context: RecordContext, report: string, about: About) {
  const states = sectionStates(context, report)
  const narrated = contentsOf(about).filter(({ narrative }) => narrative)
  return {
    done: narrated.filter(({ key }) => states.get(key)?.state === 'done').length,
    sections: narrated.length,
  }
}

/** @param speaking the freeze it speaks from; its own by default */
export async function reportDetail(
  context: WritingContext,
  { id, freeze: asked }: { id: string; freeze?: string | undefined },
  tools: JobTools,
): Promise<ReportDetail> {
  const report = requireReport(context, id)
  const freezes = readFreezes(context, id)
  const speaking = asked ?? report.freeze
  if (asked && requireFreeze(context, asked).report !== id)
    throw new UserError('That freeze was made for another report.', 'wrong-call')
  const freeze = freezes.find((each) => each.id === speaking)
  const frozen = freeze && (await frozenReport(context, freeze, tools))
  const figures = frozen?.composed.figures
  // Systems may have become one since: its chapters are those that its figures stand in.
  const about = frozen?.evidence.about ?? collectAbout(context, report)
  const states = sectionStates(context, id)
  const line = (chapter: Chapter) =>
    sectionLine(context, id, chapter, states.get(chapter.key), figures)
  const heads = context.record.projection.readHeads('region', `report:${id}`)
  const mayEdit = mayWrite(context.grants(), 'region')
  return {
    ...summaryOf(context, report, freezes, { speaking, about }),
    contents: contentsOf(about).map(line),
    annexes: annexesOf(about).map(line),
    studies: report.studies,
    signOff: report.signOff,
    mayWrite: mayEdit,
    whyNot: mayEdit ? null : whyNot('region', context.names.system),
    conflicts: conflictsOf(context, id, [...states.keys()]),
    heads: Object.fromEntries([...heads].map(([field, rows]) => [field, rows.map((r) => r.entry)])),
  }
}

/** A freeze whose entries are not here yet has no figures: its report can be looked at all the same. */
async function frozenReport(
  context: RecordContext,
  freeze: FreezeRecord,
  tools: JobTools,
): Promise<FrozenReport | undefined> {
  try {
    return await reportOf(context, freeze, tools)
  } catch (error) {
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** How many fields of a report and its sections have values that nobody has settled. */
function conflictsOf({ record }: RecordContext, id: string, sections: readonly string[]): number {
  const of = (kind: SubjectName, subject: string) =>
    conflictingFields(kind, record.projection.readHeads('region', `${kind}:${subject}`)).length
  const inSections = sections.map((key) => of('report-section', `${id}.${key}`))
  return inSections.reduce((all, each) => all + each, of('report', id))
}

type SectionState = Part<'report-section'>['fields']

function sectionStates({ record }: RecordContext, report: string): Map<string, SectionState> {
  const prefix = `${report}.`
  return new Map(
    readParts(record.db, 'report-section', { view: 'region' })
      .filter(({ id }) => id.startsWith(prefix))
      .map(({ id, fields }) => [id.slice(prefix.length), fields]),
  )
}

function sectionLine(
  context: WritingContext,
  report: string,
  { key, title, level, narrative, prompt }: Chapter,
  state: SectionState | undefined,
  figures: ReadonlyMap<string, Figure> | undefined,
): SectionLine {
  const document = narrative ? narrativeDocument(report, key) : null
  const owner = state?.owner ?? null
  const { moved, openComments } = readNarrative(context, document, figures)
  return {
    key,
    title,
    level,
    document,
    prompt,
    owner,
    moved,
    openComments,
    ownerName: owner === null ? null : context.names.member(owner),
    state: state?.state ?? 'not-begun',
  }
}
