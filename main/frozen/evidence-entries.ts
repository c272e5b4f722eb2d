import { createHash } from 'node:crypto'
import { canonicalJson } from '../../domain/record/canonical-json.ts'
import { parseSubject, type SubjectName } from '../../domain/record/subjects.ts'
import type { PlacedEntry } from './cut.ts'

/** Reports and freezes speak of the evidence and are none: one made later must not change it. */
const BOOKKEEPING: ReadonlySet<SubjectName> = new Set(['report', 'freeze', 'report-section'])

export function isEvidence({ entry }: PlacedEntry): boolean {
  if (entry.kind !== 'change' || typeof entry.subject !== 'string') return true
  const subject = parseSubject(entry.subject)
  return !subject || !BOOKKEEPING.has(subject.kind)
}

/**
 * SHA-256 of the entries: a line for each, its stream and its canonical JSON.
 * @param entries in the order of their ids
 */
export function hashEntries(entries: readonly PlacedEntry[]): string {
  const hash = createHash('sha256')
  for (const { stream, entry } of entries) hash.update(`${stream} ${canonicalJson(entry)}\n`)
  return hash.digest('hex')
}

export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
