import { UserError } from '../../domain/errors.ts'
import type { Target } from '../../domain/practice/mapping.ts'
import { readCatalogue } from '../record/resources.ts'

/** What own priorities map to: the commission's priorities for change, then its focus areas. */
export function targets(): Target[] {
  const { priorities, focusAreas } = readCatalogue()
  return [
    ...priorities.map(({ number, title }) => ({
      kind: 'priority' as const,
      id: String(number),
      title,
    })),
    ...focusAreas.map(({ reference, title }) => ({
      kind: 'focus-area' as const,
      id: reference,
      title,
    })),
  ]
}

/** @throws UserError when the commission has no such focus area */
export function requireFocusArea(reference: string): void {
  const { focusAreas } = readCatalogue()
  if (!focusAreas.some((area) => area.reference === reference))
    throw new UserError(
      `There is no focus area ${reference}. They are ${focusAreas.map((area) => area.reference).join(', ')}.`,
      'wrong-call',
    )
}
