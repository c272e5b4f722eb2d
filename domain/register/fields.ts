import { formatDate } from '../dates.ts'
import { own } from '../own.ts'
import { plainText } from '../plain-text.ts'
import { CONFIDENCE_WORDS, FIRST_STATUS, STATUS_WORDS } from '../record/statuses.ts'

/** What of an action can be changed in a spreadsheet, and how its values are told apart. */
export const EXCHANGE_FIELDS = ['status', 'confidence', 'owner', 'due', 'note', 'nextStep'] as const
export type ExchangeField = (typeof EXCHANGE_FIELDS)[number]

/** Columns that a spreadsheet shows but that are never read back, except the reference. */
export const REFERENCE_LABEL = 'Reference'
export const TITLE_LABEL = 'Title'
export const PLACE_LABEL = 'Section and focus area'
/** Written for Accord, not for people: hidden in a workbook, last in a CSV file. */
export const KEY_LABEL = 'Key'
export const VERSION_LABEL = 'Version'

/** A status or confidence code, an owner's id, an ISO date or a text; `null` when empty. */
export type FieldValue = string | null

/** A field in the record: its value, and the ids of the entries behind it. */
export interface FieldNow {
  value: FieldValue
  heads: readonly string[]
}

/** An action's fields; one of which nothing was ever said may be absent. */
export type ActionFieldsNow = Partial<Record<ExchangeField, FieldNow>>

/** The field as it stands; an action of which nothing was said is not started. */
export function fieldNow(fields: ActionFieldsNow | undefined, field: ExchangeField): FieldNow {
  return fields?.[field] ?? { value: field === 'status' ? FIRST_STATUS : null, heads: [] }
}

/** A value in words, as cells and previews show it. `owners` gives each owner id its label. */
export function fieldWords(
  field: ExchangeField,
  value: FieldValue,
  owners: ReadonlyMap<string, string>,
): string | null {
  if (value === null) return null
  switch (field) {
    case 'status':
      return own(STATUS_WORDS, value) ?? value
    case 'confidence':
      return own(CONFIDENCE_WORDS, value) ?? value
    case 'owner':
      return owners.get(value) ?? 'An owner no longer listed'
    case 'due':
      return formatDate(value)
    default:
      return value
  }
}

/** The text as any spreadsheet file can hold it and give it back; `null` when nothing is left. */
export function spreadsheetText(text: string): string | null {
  const kept = plainText(text).replace(/\r\n?/g, '\n').trim()
  return kept === '' ? null : kept
}

/**
 * The text without what Office programs change on their own: shapes of quotation marks and dashes'
 * non-breaking cousins, and spaces at the ends of lines. Only to compare with, never to keep.
 */
export function comparable(text: string): string {
  return (
    (spreadsheetText(text) ?? '')
      // A letter with its accent is the same letter, written as one sign or as two.
      .normalize('NFC')
      .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
      .replace(/[\u201c\u201d\u201e\u201f]/g, '"')
      .replace(/[\u00a0\u202f]/g, ' ')
      .replace(/\u2011/g, '-')
      .replace(/[ \t]+$/gm, '')
  )
}

/** Whether two values say the same. */
export function sameValue(a: FieldValue, b: FieldValue): boolean {
  return comparable(a ?? '') === comparable(b ?? '')
}
