import { UserError } from '../../domain/errors.ts'
import {
  type FoundNumber,
  lookForNhsNumber,
  NHS_NUMBER_REASON,
  unsureReason,
} from '../../domain/record/nhs-number.ts'

/**
 * Numbers that somebody at this computer has said are no NHS numbers. Asked once while Accord runs;
 * nothing of it is written down.
 */

const cleared = new Set<string>()
/** The number that was last asked about. */
let asked: string | undefined

/** The first NHS number in a text of which nobody has said that it is another. */
export function uncleared(text: string): FoundNumber | undefined {
  return lookForNhsNumber(text, (digits) => cleared.has(digits))
}

/** @throws UserError when the text holds a number that is, or may be, a patient's */
export function requireNoNhsNumber(text: string): void {
  const found = uncleared(text)
  if (found) refuseNumber(found)
}

/** @throws UserError that says why, or asks where only the person can tell */
export function refuseNumber({ text, digits, sure }: FoundNumber): never {
  if (sure) throw new UserError(NHS_NUMBER_REASON)
  asked = digits
  throw new UserError(unsureReason(text), 'unsure-number')
}

/** Takes the number that was last asked about for another; `false` where none was. */
export function keepAskedNumber(): boolean {
  if (asked === undefined) return false
  cleared.add(asked)
  asked = undefined
  return true
}
