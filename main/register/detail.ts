import { stampMoment } from '../../domain/record/clock.ts'
import { mayWrite, whyNot } from '../../domain/record/grants.ts'
import { fieldLabel, valueWords } from '../../domain/record/labels.ts'
import { systemStream } from '../../domain/record/stream.ts'
import {
  ActionFields,
  namingField,
  parseSubject,
  type SubjectName,
} from '../../domain/record/subjects.ts'
import type {
  ActionDetail,
  Conflict,
  Evidence,
  FieldInView,
  Neighbour,
} from '../../preload/types.ts'
import type { Db } from '../record/database.ts'
import { conflictingFields, type HeadRow, type Heads } from '../record/heads.ts'
import { PARTS, type PartKind } from '../record/part-tables.ts'
import { readParts } from '../record/parts.ts'
import { readCatalogue } from '../record/resources.ts'
import { type RegisterContext, requireAction, requireSystem } from './context.ts'
import { getRow, listSystems, rowsOfAction } from './rows.ts'
import { actionTimeline } from './timeline.ts'

/** Everything about one action in one system, and what the others say about the same one. */
export function actionDetail(
  context: RegisterContext,
  ics: string,
  reference: string,
): ActionDetail {
  requireSystem(context, ics)
  requireAction(context, ics, reference)
  const { db, projection } = context.record
  const row = getRow(db, ics, reference)
  if (!row) throw new Error(`No row for ${ics} ${reference}`)
  const recommendation = readCatalogue()
    .focusAreas.flatMap((area) => area.recommendations)
    .find((candidate) => candidate.reference === row.recommendation)
  const stream = systemStream(ics)
  const mayEdit = mayWrite(context.grants(), stream)
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
    mayEdit,
    whyNot: mayEdit ? null : whyNot(stream, context.names.system),
  }
}

/** A subject's fields with the entries behind each, for an editor to say what it saw. */
export function fieldsInView(
  context: RegisterContext,
  kind: SubjectName,
  fields: readonly string[],
  heads: Heads,
): Record<string, FieldInView> {
  const conflicts = new Set(conflictingFields(kind, heads))
  return Object.fromEntries(
    fields.map((field) => {
      const rows = heads.get(field) ?? []
      return [
        field,
        {
          value: rows[0]?.value ?? null,
          heads: rows.map((row) => ({ ...whoAndWhen(context, row), value: row.value })),
          conflict: conflicts.has(field),
        },
      ]
    }),
  )
}

/** Every disagreement in a system, or in all of them, with both values, who and when. */
export function listConflicts(context: RegisterContext, ics?: string): Conflict[] {
  const { db, projection } = context.record
  const subjects = db
    .prepare(
      `SELECT DISTINCT h.view, h.subject FROM head h
       JOIN system s ON s.ods = h.view AND (s.to_date IS NULL OR s.to_date >= ?)
       WHERE (? IS NULL OR h.view = ?)
       GROUP BY h.view, h.subject, h.field HAVING count(*) > 1 ORDER BY h.view, h.subject`,
    )
    .all(context.today(), ics ?? null, ics ?? null) as { view: string; subject: string }[]
  return subjects.flatMap(({ view, subject }) => {
    const parsed = parseSubject(subject)
    if (!parsed) return []
    const heads = projection.readHeads(view, subject)
    return conflictingFields(parsed.kind, heads).map((field) => ({
      ics: view,
      subject,
      reference: parsed.kind === 'action' || parsed.kind === 'local-action' ? parsed.id : null,
      title: titleOf(context, view, parsed.kind, parsed.id),
      field,
      label: fieldLabel(field),
      values: (heads.get(field) ?? []).map((row) => ({
        ...whoAndWhen(context, row),
        value: row.value,
        words: valueWords(field, row.value, context.names) ?? 'empty',
      })),
    }))
  })
}

function titleOf(context: RegisterContext, view: string, kind: string, id: string): string {
  const { db } = context.record
  if (Object.hasOwn(PARTS, kind)) return partTitle(db, view, kind as PartKind, id)
  const query = {
    owner: 'SELECT name FROM owner WHERE id = ? AND ics = ?',
    evidence: 'SELECT title FROM evidence WHERE id = ? AND ics = ?',
  }[kind]
  const found = query
    ? db.prepare(query).pluck().get(id, view)
    : db.prepare('SELECT title FROM action WHERE reference = ?').pluck().get(id)
  return (found as string | undefined) ?? id
}

/** What a part is called: the field that each of its kind has from its beginning. */
function partTitle(db: Db, view: string, kind: PartKind, id: string): string {
  const [part] = readParts(db, kind, { view, id, orRemoved: true })
  const called = (part?.fields as Record<string, unknown> | undefined)?.[namingField(kind)]
  return typeof called === 'string' ? called : id
}

function whoAndWhen(context: RegisterContext, row: HeadRow) {
  return {
    entry: row.entry,
    at: stampMoment(row.at),
    by: row.by,
    byName: context.names.member(row.by),
  }
}

function tagsOf({ record }: RegisterContext, reference: string): ActionDetail['tags'] {
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

function wordingOf({ record }: RegisterContext, reference: string): ActionDetail['wording'] {
  const body = record.db
    .prepare("SELECT body FROM report_part WHERE kind = 'action' AND reference = ?")
    .pluck()
    .get(reference) as string | undefined
  if (!body) return null
  const part = JSON.parse(body) as { wording: string; subPoints: string[]; citations: string[] }
  return { text: part.wording, subPoints: part.subPoints, citations: part.citations }
}

function evidenceOf(context: RegisterContext, ics: string, reference: string): Evidence[] {
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
  { record: { db } }: RegisterContext,
  ics: string,
  reference: string,
): ActionDetail['commitments'] {
  return readParts(db, 'commitment', { view: ics })
    .filter(({ fields }) => fields.action === reference)
    .flatMap(({ id, fields: { text = '', strategy = '' } }) =>
      readParts(db, 'strategy', { view: 'region', id: strategy }).map(({ fields }) => ({
        ...{ id, text, strategy },
        title: fields.title ?? 'Untitled',
      })),
    )
}

/** Those who have moved furthest first, since they can teach. */
const FURTHEST = [
  'embedded',
  'complete',
  'in-progress',
  'blocked',
  'planned',
  'not-started',
  'not-applicable',
]

function neighboursOf(context: RegisterContext, ics: string, reference: string): Neighbour[] {
  const today = context.today()
  const others = listSystems(context.record.db, today).filter((s) => s.current && s.ods !== ics)
  return rowsOfAction(
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
    .sort((a, b) => FURTHEST.indexOf(a.status) - FURTHEST.indexOf(b.status))
}
