import { formatDate } from '../dates.ts'
import { FIELD_LABELS } from '../record/labels.ts'
import { findNhsNumber, NHS_NUMBER_REASON } from '../record/nhs-number.ts'
import { CONFIDENCE_WORDS, CONFIDENCES, STATUS_WORDS, STATUSES } from '../record/statuses.ts'
import { ActionFields } from '../record/subjects.ts'
import { plainText, type RawCell } from '../tables/cells.ts'
import { dateFromSerial, FIRST_YEAR, LAST_YEAR, readUkDate } from '../uk-date.ts'
import { type ExchangeField, type FieldValue, spreadsheetText } from './fields.ts'
import type { OwnerMatch } from './owners.ts'

export interface CellContext {
  findOwner: (text: string) => OwnerMatch
  /** Labels of the owners to choose from. */
  ownerChoices: readonly string[]
  /** Whether the file counts days as old Macintosh workbooks do. */
  calendar1904: boolean
}

/** A value; or what is wrong with the cell, as a sentence. */
export type CellReading = { value: FieldValue; removedOwner?: true } | { problem: string }

/** Errors that a formula leaves behind when a spreadsheet is saved as text. */
const FORMULA_ERROR = /^#(NAME\?|REF!|VALUE!|N\/A|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$/
const LONGEST_QUOTE = 40
const MOST_CHOICES_NAMED = 8

/** Makes a field's value of a cell. A problem says what is wrong and what may stand there. */
export function readCell(field: ExchangeField, raw: RawCell, context: CellContext): CellReading {
  if (raw.kind === 'merged') {
    return { problem: `this cell is merged with ${raw.into}. Unmerge them and fill in each one.` }
  }
  const text = cellText(raw)
  if (raw.kind === 'broken' || FORMULA_ERROR.test(text ?? '')) {
    return { problem: `the formula here gives ${text ?? 'nothing'}. Type what you mean instead.` }
  }
  if (text === null) {
    return field === 'status'
      ? { problem: `the status is empty. ${statusChoices()}` }
      : { value: null }
  }
  if (findNhsNumber(text) !== undefined) return { problem: NHS_NUMBER_REASON }
  switch (field) {
    case 'status':
      return readWord(text, STATUSES, STATUS_WORDS, `is not a status. ${statusChoices()}`)
    case 'confidence':
      return readWord(
        text,
        CONFIDENCES,
        CONFIDENCE_WORDS,
        `is not a level of confidence. Use ${listOf(Object.values(CONFIDENCE_WORDS))}, or leave it empty.`,
      )
    case 'owner':
      return readOwner(text, context)
    case 'due':
      return readDue(raw, text, context)
    default:
      return readText(field, text)
  }
}

/** What a cell shows, as text; `null` when it shows nothing. */
export function cellText(raw: RawCell): string | null {
  switch (raw.kind) {
    case 'text':
    case 'broken':
      return spreadsheetText(raw.text)
    case 'number':
      return plainText(raw)
    case 'date':
      return formatDate(raw.date)
    default:
      return null
  }
}

function readWord<Word extends string>(
  text: string,
  words: readonly Word[],
  shown: Record<Word, string>,
  wrong: string,
): CellReading {
  const typed = lettersOf(text)
  const word = words.find((each) => lettersOf(each) === typed || lettersOf(shown[each]) === typed)
  return word ? { value: word } : { problem: `${quoted(text)} ${wrong}` }
}

function readOwner(text: string, { findOwner, ownerChoices }: CellContext): CellReading {
  const match = findOwner(text)
  if ('id' in match) return { value: match.id, ...(match.removed ? { removedOwner: true } : {}) }
  if ('several' in match) {
    return {
      problem: `more than one owner is called ${quoted(text)}. Use ${listOf(match.several)}.`,
    }
  }
  return { problem: `${quoted(text)} is not an owner. ${ownerAdvice(ownerChoices)}` }
}

/** What to write for an owner, when what stands there will not do. */
function ownerAdvice(choices: readonly string[]): string {
  if (choices.length === 0) return 'Add the owner in Accord first, then use that name here.'
  const known =
    choices.length <= MOST_CHOICES_NAMED
      ? `Use ${listOf(choices)}`
      : `Use a name just as Accord's list of owners has it, such as ${quoted(choices[0]!)}`
  return `${known}, or add the owner in Accord first.`
}

function readDue(raw: RawCell, text: string, { calendar1904 }: CellContext): CellReading {
  const wrong = `${quoted(text)} is not a date from ${FIRST_YEAR} to ${LAST_YEAR}. Write it like 21 Nov 2026.`
  if (raw.kind === 'date') {
    const year = Number(raw.date.slice(0, 4))
    return year >= FIRST_YEAR && year <= LAST_YEAR ? { value: raw.date } : { problem: wrong }
  }
  const serial = raw.kind === 'number' ? raw.number : /^\d{5}$/.test(text) ? Number(text) : null
  const date = serial === null ? readUkDate(text) : dateFromSerial(serial, calendar1904)
  return date === undefined ? { problem: wrong } : { value: date }
}

function readText(field: 'note' | 'nextStep', text: string): CellReading {
  const parsed = ActionFields.shape[field].safeParse(text)
  if (parsed.success) return { value: text }
  const issue = parsed.error.issues[0]
  const most = issue?.code === 'too_big' ? Number(issue.maximum) : 0
  const name = FIELD_LABELS[field].toLowerCase()
  return {
    problem: `the ${name} is ${thousands(text.length)} characters long, and the most is ${thousands(most)}. Shorten it.`,
  }
}

/** Letters only, small: `In-Progress`, `in progress` and `INPROGRESS` are one word. */
function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '')
}

function statusChoices(): string {
  return `Use ${listOf(Object.values(STATUS_WORDS))}.`
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return `'${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line}'`
}

function thousands(count: number): string {
  return count.toLocaleString('en-GB')
}
