import { findNhsNumber } from '../record/nhs-number.ts'
import type { FieldValue } from '../register/fields.ts'
import type { NamedOwner } from '../register/owners.ts'
import { colourWord } from './colours.ts'
import { type DayOrder, type OrderShown, orderShown, readTrackerDate } from './dates.ts'
import type { Findings } from './findings.ts'
import type { Role, TrackerMap } from './map.ts'
import {
  isNobody,
  listedOwner,
  mayBeSame,
  type NamedPerson,
  personKey,
  readPeople,
} from './people.ts'
import { type StatusMeaning, statusMeaning, withColour, wordKey } from './status-words.ts'
import { cellWords, type TrackerColumn, type TrackerRow, type TrackerTable } from './table.ts'

/** Makes values of a row's cells, by the map; what cannot be read goes among the findings. */

/** An owner of the system, or one to be made under this key. */
export type OwnerChoice = { id: string } | { make: NamedPerson }

export interface RowValues {
  status?: StatusMeaning
  confidence?: StatusMeaning['confidence']
  owner?: OwnerChoice
  due?: FieldValue
  note?: string
  nextStep?: string
}

export interface ReadingContext {
  map: TrackerMap
  owners: readonly NamedOwner[]
  today: string
  findings: Findings
}

const LONGEST = { note: 4000, nextStep: 1000 } as const
const SAYS_NOTHING = /^(?:n\/?a|none|nil|no update|no change|tb[cda]|[-–—.?]+)\.?$/i

export type RoleColumns = Partial<Record<Role, TrackerColumn[]>>

/** Columns of a table by what they are for. */
export function columnsByRole(
  { columns }: TrackerTable,
  roles: Readonly<Record<string, Role>>,
): RoleColumns {
  return Object.groupBy(columns, ({ letters }) => roles[letters] ?? 'leave')
}

/** A reader of the rows of one table. */
export function valueReader(
  table: TrackerTable,
  columns: RoleColumns,
  context: ReadingContext,
  isExport: boolean,
): (row: TrackerRow) => RowValues {
  const order = orderOf(table, columns, context.map.order, isExport)
  return (row) => {
    const at = (column: TrackerColumn) => `${table.sheet}!${column.letters}${row.number}`
    const values: RowValues = {}
    for (const column of columns.status ?? []) {
      const status = readStatus(row, column, at(column), context)
      if (status) values.status = status
    }
    for (const column of columns.confidence ?? []) {
      const read = readStatus(row, column, at(column), context)
      if (read?.confidence) values.confidence = read.confidence
    }
    for (const column of columns.due ?? []) {
      const due = readDue(row, column, at(column), { ...context, order })
      if (due) values.due = due
    }
    for (const role of ['note', 'nextStep'] as const) {
      const text = readTexts(row, columns[role] ?? [], role, at, context.findings)
      if (text) values[role] = text
    }
    readOwners(row, columns.owner ?? [], at, context, values)
    return values
  }
}

/** The order that the column proves; in a program's own export any column of the sheet may prove it. */
function orderOf(
  table: TrackerTable,
  columns: RoleColumns,
  said: DayOrder | null,
  isExport: boolean,
): OrderShown {
  const texts = (of: readonly TrackerColumn[]) =>
    table.rows.flatMap(({ row }) =>
      of.flatMap(({ at }) =>
        row.cells[at]?.value.kind === 'text' ? cellWords(row.cells[at]) : [],
      ),
    )
  const own = orderShown(texts(columns.due ?? []))
  if (own === 'mixed') return said ?? 'mixed'
  if (own !== 'unproven') return own
  const others = isExport ? orderShown(texts(table.columns)) : 'unproven'
  return said ?? (others === 'mixed' ? 'unproven' : others)
}

function readStatus(
  row: TrackerRow,
  column: TrackerColumn,
  place: string,
  { map, findings }: ReadingContext,
): StatusMeaning | undefined {
  const cell = row.cells[column.at]
  const text = cellWords(cell)
  const colour = cell?.fill ? colourMeaning(cell.fill, map) : undefined
  if (cell?.fill && colour !== undefined) {
    const said = Object.hasOwn(map.colours, cell.fill)
    const name = colourWord(cell.fill) ?? cell.fill
    findings.word({ key: cell.fill, text: name, isColour: true, meaning: colour, said })
  }
  if (text === '') return colour ?? undefined
  const key = wordKey(text).slice(0, 200)
  const said = Object.hasOwn(map.words, key)
  const meaning = said ? map.words[key] : statusMeaning(text)
  findings.word({ key, text: text.slice(0, 80), isColour: false, meaning: meaning ?? null, said })
  if (meaning === undefined) findings.add('word', place, { key, text: text.slice(0, 80) })
  return meaning ? withColour(meaning, colour) : undefined
}

function colourMeaning(fill: string, map: TrackerMap): StatusMeaning | null | undefined {
  if (Object.hasOwn(map.colours, fill)) return map.colours[fill]
  const word = colourWord(fill)
  return word === undefined ? undefined : statusMeaning(word)
}

function readDue(
  row: TrackerRow,
  column: TrackerColumn,
  place: string,
  { map, findings, order, today }: ReadingContext & { order: OrderShown },
): FieldValue | undefined {
  const cell = row.cells[column.at]
  if (cell?.value.kind === 'date')
    return cell.value.month
      ? readTrackerDate(cell.value.date.slice(0, 7), { order, today }) && lastDay(cell.value.date)
      : cell.value.date
  const text = cellWords(cell)
  if (text === '') return undefined
  const key = text.toLowerCase().slice(0, 200)
  if (Object.hasOwn(map.dates, key)) return map.dates[key] ?? undefined
  const read = readTrackerDate(text, { order, today })
  const item = { key, text: text.slice(0, 80) }
  switch (read?.kind) {
    case 'day':
      return read.date
    case 'read':
      findings.add('date-read', place, { ...item, date: read.date, dates: read.choices })
      return read.date
    case 'unsure':
      findings.add('date-unsure', place, { ...item, dates: read.choices })
      return undefined
    case 'order': {
      const dates = [
        { date: read.dayFirst, meaning: 'the day comes first' },
        { date: read.monthFirst, meaning: 'the month comes first' },
      ]
      findings.add('order', place, { ...item, dates })
      return undefined
    }
    case 'none':
      return undefined
    default:
      findings.add('date-unread', place, item)
      return undefined
  }
}

function lastDay(date: string): string {
  const [year = 0, month = 1] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

function readTexts(
  row: TrackerRow,
  columns: readonly TrackerColumn[],
  role: 'note' | 'nextStep',
  at: (column: TrackerColumn) => string,
  findings: Findings,
): string | undefined {
  const texts = columns.flatMap((column) => {
    const cell = row.cells[column.at]
    if (cell?.value.kind === 'broken') {
      findings.add('formula', at(column), { key: at(column), text: cell.value.text })
      return []
    }
    const text = cellWords(cell)
    if (text === '' || SAYS_NOTHING.test(text)) return []
    if (findNhsNumber(text) !== undefined) {
      findings.add('number', at(column), { key: at(column), text: at(column) })
      return []
    }
    return columns.length > 1 ? `${column.heading}: ${text}` : text
  })
  const text = texts.join('\n')
  if (text.length <= LONGEST[role]) return text === '' ? undefined : text
  findings.add('long', at(columns[0]!), {
    key: at(columns[0]!),
    text: `${text.length.toLocaleString('en-GB')} characters, of ${LONGEST[role].toLocaleString('en-GB')} at the most`,
  })
  return undefined
}

function readOwners(
  row: TrackerRow,
  columns: readonly TrackerColumn[],
  at: (column: TrackerColumn) => string,
  { map, owners, findings }: ReadingContext,
  values: RowValues,
): void {
  const isKnown = (name: string) =>
    listedOwner({ key: personKey(name), email: null }, owners) !== undefined
  const people = columns.flatMap((column) => {
    const text = cellWords(row.cells[column.at])
    if (text === '' || isNobody(text)) return []
    if (findNhsNumber(text) !== undefined) {
      findings.add('number', at(column), { key: at(column), text: at(column) })
      return []
    }
    return readPeople(text, isKnown).map((person) => ({ person, place: at(column) }))
  })
  const resolved = people.flatMap(({ person, place }) => {
    const said = Object.hasOwn(map.people, person.key) ? map.people[person.key] : undefined
    if (said === null) return []
    const named = said ? { ...person, name: said, key: personKey(said) } : person
    if (said === undefined) names(findings, place, person)
    const listed = listedOwner(named, owners)
    return [
      { name: listed?.name ?? named.name, choice: listed ? { id: listed.id } : { make: named } },
    ]
  })
  const [first, ...others] = resolved.filter(
    ({ name }, index) => resolved.findIndex((each) => each.name === name) === index,
  )
  if (first) values.owner = first.choice
  if (others.length > 0 && map.others === 'note') {
    const shared = `Shared with ${others.map(({ name }) => name).join(', ')}.`
    const note = values.note ? `${values.note}\n${shared}` : shared
    if (note.length <= LONGEST.note) values.note = note
  }
}

/** Every name is gathered; those that may be the same are told from each other at the end. */
function names(findings: Findings, place: string, person: NamedPerson): void {
  findings.add('alike', place, { key: person.key, text: person.name })
}

/** Of all names those that may be of one person, each with the fuller names it may be. */
export function lookAlikes(
  found: readonly { key: string; text: string }[],
  owners: readonly NamedOwner[],
): Map<string, string[]> {
  const listed = owners.filter(({ removed }) => !removed).map(({ name }) => name)
  const isListed = (key: string) => listed.some((name) => personKey(name) === key)
  const all = [...new Set([...listed, ...found.map(({ text }) => text)])]
  return new Map(
    found.flatMap(({ key, text }): [string, string[]][] => {
      if (isListed(key)) return []
      const fuller = all.filter((name) => {
        const other = personKey(name)
        const isFuller = other.length > key.length || (listed.includes(name) && other !== key)
        return isFuller && mayBeSame(text, name)
      })
      const different = fuller.filter(
        (name, index) => fuller.findIndex((each) => personKey(each) === personKey(name)) === index,
      )
      return different.length > 0 ? [[key, different]] : []
    }),
  )
}
