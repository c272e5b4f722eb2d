import { parseReference } from '../commission/reference.ts'
import { FIELD_LABELS } from '../record/labels.ts'
import { findNhsNumber } from '../record/nhs-number.ts'
import {
  type ActionFieldsNow,
  type ExchangeField,
  type FieldValue,
  fieldNow,
  fieldWords,
  sameValue,
} from '../register/fields.ts'
import { type NamedOwner, ownerLabels } from '../register/owners.ts'
import { recogniseExport } from './columns.ts'
import { type Finding, Findings, type Vocabulary } from './findings.ts'
import type { TrackerMap } from './map.ts'
import { type MatchContext, matchRow, type RowMatch } from './match.ts'
import { type NamedPerson, personKey } from './people.ts'
import { readReference } from './references.ts'
import { cellWords, type TrackerRow, type TrackerTable } from './table.ts'
import {
  columnsByRole,
  lookAlikes,
  type OwnerChoice,
  type RoleColumns,
  type RowValues,
  valueReader,
} from './values.ts'

/** All that a tracker would change, row by row, before anything is written. */

export interface PlannedChange {
  field: ExchangeField
  label: string
  /** In words. */
  ours: string | null
  theirs: string
  /** What to write; of an owner to be made its key. */
  value: FieldValue
  makes?: NamedPerson
  /** The entries behind our value: what the change replaces. */
  seen: readonly string[]
}

export interface PlannedAction {
  /** Of an action to be made, its recommendation. */
  reference: string
  title: string
  isNew: boolean
  changes: PlannedChange[]
}

export interface PlannedRow {
  /** `Sheet1!7`. */
  key: string
  /** The row's own words, under which the map keeps what becomes of it. */
  words: string
  text: string
  /** The wording alone, without a reference: the title of an action made of it. */
  wording: string
  /**
   * `change`, `add`: it brings something in. `same`: Accord says so already. `ask`: it waits for an
   * answer. `left`: it stays out, with a reason. `aside`: a sub-heading, total or note.
   */
  outcome: 'change' | 'add' | 'same' | 'ask' | 'left' | 'aside'
  match: RowMatch | null
  reason: string | null
  actions: PlannedAction[]
  /** What the row says of each action it is of, changed or not: see `LastTime`. */
  says: Record<string, Record<string, [string | null, string]>>
}

export interface TrackerPlan {
  rows: PlannedRow[]
  findings: Finding[]
  vocabulary: Vocabulary[]
  /** Cells that say what they said last time, while Accord has moved on since: ours stays. */
  moved: number
}

/**
 * Of the last time, by action and field and in words: what Accord said before, and what the file said.
 * A cell that still says so was not changed there since.
 */
export type LastTime = Readonly<Record<string, Readonly<Record<string, [string | null, string]>>>>

export interface PlanInput extends Omit<MatchContext, 'above'> {
  tables: readonly TrackerTable[]
  map: TrackerMap
  /** The register as it stands, the system's own actions too. */
  now: ReadonlyMap<string, { title: string; fields: ActionFieldsNow }>
  owners: readonly NamedOwner[]
  today: string
  last: LastTime
}

interface ReadRow {
  row: PlannedRow
  values: RowValues
}

export function planTracker(input: PlanInput): TrackerPlan {
  const findings = new Findings()
  const read = input.tables.flatMap((table) => readTable(table, input, findings))
  settleTwice(read, input.map.twice, findings)
  const changing = { ...input, findings, labels: ownerLabels(input.owners), moved: 0 }
  for (const each of read) fillIn(each, changing)
  return {
    rows: read.map(({ row }) => row),
    findings: withLookAlikes(findings.list(), input.owners),
    vocabulary: findings.vocabulary(),
    moved: changing.moved,
  }
}

function readTable(table: TrackerTable, input: PlanInput, findings: Findings): ReadRow[] {
  const roles = input.map.sheets.find(({ sheet }) => sheet === table.sheet)?.columns ?? {}
  const columns = columnsByRole(table, roles)
  const context = { map: input.map, owners: input.owners, today: input.today, findings }
  const valuesOf = valueReader(table, columns, context, recogniseExport(table) !== undefined)
  let above: string | undefined
  return table.rows.map(({ row, aside }) => {
    const planned = plannedRow(table, row, columns)
    const named = readReference(planned.text, input)
    if (aside !== undefined && !named?.actions.length) {
      above = named?.recommendation
      const what = aside === 'total' ? 'a total' : 'a sub-heading or a note'
      return { row: { ...planned, outcome: 'aside', reason: `It is ${what}.` }, values: {} }
    }
    const match = matched(planned, row, columns, input, above)
    if (named?.recommendation && columns.reference?.length) above = named.recommendation
    if (match.kind === 'ask') {
      const { why, best, recommendation } = match
      findings.add(why, planned.key, {
        ...{ key: planned.words, text: planned.text.slice(0, 160), best },
        ...(recommendation && { recommendation }),
      })
    }
    return {
      row: { ...planned, match },
      values: match.kind === 'left' || match.kind === 'ask' ? {} : valuesOf(row),
    }
  })
}

const textsOf = (row: TrackerRow, columns: RoleColumns, role: 'reference' | 'wording') =>
  (columns[role] ?? []).map(({ at }) => cellWords(row.cells[at]))

function plannedRow(table: TrackerTable, row: TrackerRow, columns: RoleColumns): PlannedRow {
  const named = [...textsOf(row, columns, 'reference'), ...textsOf(row, columns, 'wording')]
  const own = named.filter((text) => text !== '').join(' ')
  const text = (own || row.cells.map(cellWords).filter(Boolean).join(' ')).replace(/\s+/g, ' ')
  return {
    ...{ key: `${table.sheet}!${row.number}`, words: text.slice(0, 200), text },
    wording: textsOf(row, columns, 'wording').find((each) => each !== '') ?? text,
    ...{ outcome: 'same', match: null, reason: null, actions: [], says: {} },
  }
}

function matched(
  { words, wording }: PlannedRow,
  row: TrackerRow,
  columns: RoleColumns,
  input: PlanInput,
  above: string | undefined,
): RowMatch {
  const references = textsOf(row, columns, 'reference')
  const wordings = textsOf(row, columns, 'wording')
  const decided = Object.hasOwn(input.map.rows, words) ? input.map.rows[words] : undefined
  const match = matchRow(references, wordings, decided, { ...input, above })
  const isRest = match.kind === 'ask' && match.why === 'nowhere' && input.map.rest !== null
  const final = isRest
    ? matchRow(references, wordings, input.map.rest!, { ...input, above })
    : match
  if (final.kind !== 'add') return final
  // Made the last time: it is there now.
  const [made] = input.rank(titleOf(wording, input))
  return made?.score === 1 && parseReference(made.reference)?.system
    ? { kind: 'action', references: [made.reference], by: 'wording', score: 1 }
    : final
}

const LONGEST_TITLE = 160

/** The title of an action made of a row. */
function titleOf(text: string, input: PlanInput): string {
  return (readReference(text, input)?.rest || text)
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST_TITLE)
    .trim()
}

/** Rows of one action: the one the person says, none until then. */
function settleTwice(
  read: readonly ReadRow[],
  which: TrackerMap['twice'],
  findings: Findings,
): void {
  const byAction = new Map<string, ReadRow[]>()
  for (const each of read)
    if (each.row.match?.kind === 'action')
      for (const reference of each.row.match.references)
        byAction.set(reference, [...(byAction.get(reference) ?? []), each])
  for (const [reference, rows] of byAction) {
    if (rows.length < 2) continue
    for (const each of rows)
      findings.add('twice', each.row.key, { key: reference, text: reference })
    const kept = which === 'first' ? rows[0] : which === 'last' ? rows.at(-1) : undefined
    for (const { row } of rows) {
      if (row === kept?.row || row.match?.kind !== 'action') continue
      const references = row.match.references.filter((each) => each !== reference)
      row.reason = kept
        ? `${reference} is also in ${kept.row.key}, which counts.`
        : `${reference} has several rows. Say which of them counts.`
      row.outcome = kept ? 'left' : 'ask'
      row.match = { ...row.match, references }
    }
  }
}

interface Changing extends PlanInput {
  findings: Findings
  labels: ReadonlyMap<string, string>
  moved: number
}

function fillIn({ row, values }: ReadRow, context: Changing): void {
  const { match } = row
  if (match === null || row.outcome === 'aside') return
  if (match.kind === 'ask') {
    row.outcome = 'ask'
    row.reason = 'It waits for your answer.'
    return
  }
  if (match.kind === 'left') {
    row.outcome = 'left'
    row.reason = match.reason
    return
  }
  if (match.kind === 'add') {
    const title = titleOf(row.wording, context)
    if (title.length < 3 || findNhsNumber(title) !== undefined) {
      row.outcome = 'left'
      row.reason = 'Its wording cannot be the title of an action.'
      return
    }
    const changes = changesOf(row, values, {}, context, undefined)
    row.actions = [{ reference: match.recommendation, title, isNew: true, changes }]
    row.outcome = 'add'
    return
  }
  row.actions = match.references.flatMap((reference) => {
    const now = context.now.get(reference)
    if (!now) return []
    const changes = changesOf(row, values, now.fields, context, reference)
    return changes.length > 0 ? [{ reference, title: now.title, isNew: false, changes }] : []
  })
  if (row.actions.length > 0) row.outcome = 'change'
}

function changesOf(
  row: PlannedRow,
  values: RowValues,
  fields: ActionFieldsNow,
  context: Changing,
  reference: string | undefined,
): PlannedChange[] {
  const wanted = wantedValues(row, values, fields, context)
  return Object.entries(wanted).flatMap(([name, value]) => {
    const field = name as ExchangeField
    const ours = fieldNow(fields, field)
    const makes = typeof value === 'object' && 'make' in value ? value.make : undefined
    const plain =
      typeof value === 'string' ? value : makes ? `new:${makes.key}` : (value as { id: string }).id
    const theirs = makes?.name ?? fieldWords(field, plain, context.labels) ?? ''
    const words = fieldWords(field, ours.value, context.labels)
    if (reference) {
      row.says[reference] ??= {}
      row.says[reference][field] = [words, theirs]
    }
    if (sameValue(plain, ours.value)) return []
    const [before, said] = (reference && context.last[reference]?.[field]) || [null, null]
    // Taken back by undo, Accord says again what it said before, and the file counts.
    if (said === theirs && words !== before) {
      context.moved += 1
      return []
    }
    const change = { field, label: FIELD_LABELS[field], ours: words, theirs, value: plain }
    return { ...change, seen: ours.heads, ...(makes && { makes }) }
  })
}

const DONE = ['complete', 'embedded']

/** What the row says of each field, after what the map says of doubtful cases. */
function wantedValues(
  row: PlannedRow,
  { status, confidence, owner, due, note, nextStep }: RowValues,
  fields: ActionFieldsNow,
  { map, findings }: Changing,
): Partial<Record<ExchangeField, string | OwnerChoice>> {
  let wanted = status?.status ?? undefined
  let sure = confidence ?? status?.confidence ?? undefined
  let said = note
  const ours = fieldNow(fields, 'status').value
  if (wanted && DONE.includes(ours ?? '') && !DONE.includes(wanted)) {
    findings.add('back', row.key, { key: 'back', text: 'Complete in Accord' })
    if (map.back === 'keep') [wanted, sure] = [undefined, undefined]
  }
  if (wanted === 'not-applicable') {
    sure = undefined
    if (!said && !fieldNow(fields, 'note').value) {
      if (map.reason) said = map.reason
      else if (ours !== 'not-applicable') {
        findings.add('reason', row.key, { key: 'reason', text: 'Not applicable' })
        wanted = undefined
      }
    }
  }
  return {
    ...(wanted && { status: wanted }),
    ...(sure && { confidence: sure }),
    ...(owner && { owner }),
    ...(due && { due }),
    ...(said && { note: said }),
    ...(nextStep && { nextStep }),
  }
}

/** Names are findings only where they may be the same as others. */
function withLookAlikes(found: Finding[], owners: readonly NamedOwner[]): Finding[] {
  return found.flatMap((finding) => {
    if (finding.kind !== 'alike') return finding
    const alike = lookAlikes(finding.items, owners)
    const items = finding.items.flatMap((item) => {
      const names = alike.get(personKey(item.text))
      return names ? { ...item, names } : []
    })
    const rows = items.reduce((sum, item) => sum + item.rows, 0)
    return items.length > 0 ? { ...finding, items, rows } : []
  })
}
