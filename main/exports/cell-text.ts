import { spreadsheetText } from '../../domain/register/fields.ts'
import { escapeCodes } from './workbook-format.ts'

/** A text as a cell holds it: a string is never run as a formula, whatever it begins with. */
export function cellText(text: string | null): string | null {
  const kept = spreadsheetText(text ?? '')
  return kept === null ? null : escapeCodes(kept)
}
