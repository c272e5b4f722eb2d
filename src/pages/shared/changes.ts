import type { FieldHeads } from '../../../preload/workshops-types.ts'

/** Fields of the draft that differ from what is saved. */
export function changedFields<T extends object>(draft: T, saved: Partial<T>): Partial<T> {
  const entries = Object.entries(draft).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(saved[field as keyof T]),
  )
  return Object.fromEntries(entries) as Partial<T>
}

/** What to send back as `seen` with a change: the entries behind each field that it changes. */
export function seenOf(heads: FieldHeads, fields: object): FieldHeads {
  return Object.fromEntries(Object.keys(fields).map((field) => [field, heads[field] ?? []]))
}

/** What was typed in a field that may stay empty. */
export function textOrNull(typed: string): string | null {
  return typed.trim() || null
}
