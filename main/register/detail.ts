import { STATUS } from '../../domain/record/statuses.ts'
import { systemStream } from '../../domain/record/stream.ts'
import { ActionFields } from '../../domain/record/subjects.ts'
import type { ActionDetail, Evidence, Neighbour } from '../../preload/types.ts'
import { getRow, rowsOfAction } from '../actions/rows.ts'
import { actionTimeline } from '../actions/timeline.ts'
import { type RecordContext, requireAction, requireSystem, whyNotWrite } from '../record/context.ts'
import { fieldsInView } from '../record/in-view.ts'
import { readParts } from '../record/parts.ts'
import { readCatalogue } from '../record/resources.ts'
import { listSystems } from '../record/systems.ts'
import { askedOfAction } from './asked.ts'

/** Everything about one action in one system, and what the others say about the same one. */
export function actionDetail(context: RecordContext, ics: string, reference: string): ActionDetail {
  requireSystem(context, ics)
  requireAction(context, ics, reference)
  const { db, projection } = context.record
  const row = getRow(db, ics, reference)
  if (!row) throw new Error(`No row for ${ics} ${reference}`)
  const recommendation = readCatalogue()
    .focusAreas.flatMap((area) => area.recommendations)
    .find((candidate) => candidate.reference === row.recommendation)
  const stream = systemStream(ics)
  const whyNot = whyNotWrite(context, stream)
  return {
    row,
    summary: db.prepare('SELECT summary FROM action WHERE reference = ?').pluck().get(reference) as
      | string
      | null,
    recommendation: {
      reference: row.recommendation,
      title: recommendation?.title ?? row.recommendation,
      summary: recommendation?.summary ?? '',
    },
    tags: tagsOf(context, reference),
    wording: wordingOf(context, reference),
    fields: fieldsInView(
      context,
      'action',
      Object.keys(ActionFields.shape),
      projection.readHeads(ics, `action:${reference}`),
    ),
    evidence: evidenceOf(context, ics, reference),
    timeline: actionTimeline(context, ics, reference),
    neighbours: neighboursOf(context, ics, reference),
    commitments: commitmentsOf(context, ics, reference),
    asked: askedOfAction(context, ics, reference),
    mayEdit: whyNot === null,
    whyNot,
  }
}

function tagsOf({ record }: RecordContext, reference: string): ActionDetail['tags'] {
  const rows = record.db
    .prepare('SELECT kind, value FROM action_tag WHERE reference = ? ORDER BY kind, value')
    .all(reference) as { kind: string; value: string }[]
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.value)
  return {
    priorities: of('priority')
      .map(Number)
      .sort((a, b) => a - b),
    themes: of('theme'),
    core20plus5: of('core20plus5'),
    determinants: of('determinant'),
    purposes: of('purpose'),
  }
}

/** The commission's own wording of an action; `null` where its report was not imported. */
export function wordingOf({ record }: RecordContext, reference: string): ActionDetail['wording'] {
  const body = record.db
    .prepare("SELECT body FROM report_part WHERE kind = 'action' AND reference = ?")
    .pluck()
    .get(reference) as string | undefined
  if (!body) return null
  const part = JSON.parse(body) as { wording: string; subPoints: string[]; citations: string[] }
  return { text: part.wording, subPoints: part.subPoints, citations: part.citations }
}

function evidenceOf(context: RecordContext, ics: string, reference: string): Evidence[] {
  const rows = context.record.db
    .prepare(
      `SELECT id, title, location, added_at AS addedAt, added_by AS addedBy FROM evidence
       WHERE ics = ? AND reference = ? AND removed = 0 ORDER BY added_at`,
    )
    .all(ics, reference) as Evidence[]
  return rows.map((row) => ({ ...row, addedBy: context.names.member(row.addedBy) }))
}

/** Commitments to strategies that the action carries; those of strategies that were removed are not. */
function commitmentsOf(
  { record: { db } }: RecordContext,
  ics: string,
  reference: string,
): ActionDetail['commitments'] {
  return readParts(db, 'commitment', { view: ics })
    .filter(({ fields }) => fields.action === reference)
    .flatMap(({ id, fields: { text = '', strategy = '' } }) =>
      readParts(db, 'strategy', { view: 'region', id: strategy }).map(({ fields }) => ({
        id,
        text,
        strategy,
        title: fields.title ?? 'Untitled',
      })),
    )
}

function neighboursOf(context: RecordContext, ics: string, reference: string): Neighbour[] {
  const today = context.today()
  const others = listSystems(context.record.db, today).filter((s) => s.current && s.ods !== ics)
  return (
    rowsOfAction(
      context.record.db,
      reference,
      others.map((system) => system.ods),
    )
      .map(
        ({
          ics: ods,
          status,
          confidence,
          note,
          noteAt,
          nextStep,
          ownerName,
          evidence,
          updatedAt,
          adoptedFrom,
        }) => ({
          ics: ods,
          name: context.names.system(ods),
          status,
          confidence,
          note,
          noteAt,
          nextStep,
          ownerName,
          evidence,
          updatedAt,
          adoptedFrom,
        }),
      )
      // Those who have moved furthest first, since they can teach.
      .sort((a, b) => STATUS[b.status].reach - STATUS[a.status].reach)
  )
}
