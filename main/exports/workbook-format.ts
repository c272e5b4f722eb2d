import { EXCHANGE_FIELDS, type ExchangeField } from '../../domain/register/fields.ts'

/** What the register workbook's two ends agree on: its sheets, and how the hidden ones are laid out. */

/** Raised when an older version of Accord could no longer read the workbook rightly. */
export const WORKBOOK_FORMAT = 1

export const SHEETS = {
  instructions: 'Instructions',
  register: 'Register',
  lists: 'Lists',
  /** One row for each action: its values and heads as they were exported. */
  base: 'Base',
  /** Names and values of what is known of the whole file. */
  about: 'About',
} as const

/** First cell of the `About` sheet: what tells our workbook from others, whatever its name. */
export const ABOUT_MARK = 'accord-register'
export const ABOUT_ROWS = ['format', 'system', 'systemName', 'exportedAt'] as const
export type AboutRow = (typeof ABOUT_ROWS)[number]

/** Columns of the `Lists` sheet, from A. Rows of `knownOwner` and `ownerId` belong together. */
export const LIST_COLUMNS = ['status', 'confidence', 'owner', 'knownOwner', 'ownerId'] as const

/** Columns of the `Base` sheet, from A; heads are entry ids with spaces between. */
export const BASE_COLUMNS: readonly string[] = [
  'reference',
  ...EXCHANGE_FIELDS.flatMap((field) => [field, headsColumn(field)]),
]

export function headsColumn(field: ExchangeField): string {
  return `${field} heads`
}

/**
 * Excel reads `_x0041_` in a cell as the letter of that code; an underscore written the same way
 * keeps such a text as it is.
 */
export function escapeCodes(text: string): string {
  return text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
}
