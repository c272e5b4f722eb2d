import { versionDocument } from '../../domain/documents/tree.ts'
import { parseSubject } from '../../domain/record/subjects.ts'
import { readVersionDocument } from '../documents/version-document.ts'
import type { RecordContext } from '../record/context.ts'
import { readParts } from '../record/parts.ts'
import type { Addition } from '../record/record.ts'
import { readVersions } from './parts.ts'
import { hasMovedOn, setText } from './versions.ts'

/**
 * Where undo takes a restored version away, or redo brings it again, the text goes with it: what
 * stood before is the version kept just before it. A text that somebody has changed since is left.
 * @param additions entries that undo or redo has written
 */
export function moveRestoredText(context: RecordContext, additions: readonly Addition[]): void {
  for (const { draft } of additions) {
    if (draft.kind !== 'change' || typeof draft.set.removed !== 'boolean') continue
    const subject = parseSubject(draft.subject)
    if (subject?.kind === 'version') follow(context, subject.id, draft.set.removed)
  }
}

function follow(context: RecordContext, id: string, isRemoved: boolean): void {
  const { record } = context
  const [part] = readParts(record.db, 'version', { id, orRemoved: true })
  const strategy = part?.fields.strategy
  if (part?.fields.made !== 'restored' || strategy === undefined) return
  const versions = readVersions(context, strategy)
  const at = versions.findIndex((version) => version.id === id)
  const [restored, before] = [versions[at], versions[at + 1]]
  if (!restored || !before) return
  const [from, to] = isRemoved ? [restored, before] : [before, restored]
  if (hasMovedOn(context, strategy, from)) return
  const content = readVersionDocument(record, versionDocument(to.id))
  if (content !== undefined) setText(context, strategy, content)
}
