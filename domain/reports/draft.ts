import type { SignOff } from '../record/report-fields.ts'
import { plural } from '../words.ts'

/** Whether a report is a draft, and what it still wants. */

export interface Readiness {
  /** Sections that are marked as done, of those that people write in. */
  done: number
  sections: number
  signOff: readonly SignOff[]
  /** The freeze that the report is made from. */
  freeze: string | null
}

/** A signature stands under one freeze: figures that were frozen later, nobody has signed. */
export function isSigned({ signed }: SignOff, freeze: string | null): boolean {
  return signed !== null && signed.freeze === freeze
}

/** What makes a report a draft, in sentences; none of a report that is done and signed. */
export function draftReasons({ done, sections, signOff, freeze }: Readiness): string[] {
  const open = sections - done
  const unsigned = signOff.filter((each) => !isSigned(each, freeze))
  return [
    ...(open > 0
      ? [
          `${plural(open, 'section')} of ${sections} ${open === 1 ? 'is' : 'are'} not marked as done.`,
        ]
      : []),
    ...(signOff.length === 0 ? ['Nobody is named to sign it.'] : []),
    ...unsigned.map(({ name, signed }) =>
      signed
        ? `${name} signed an earlier freeze of it, not this one.`
        : `${name} has not signed it yet.`,
    ),
  ]
}
