import { parseSubject } from '../../domain/record/subjects.ts'
import { readKeptText } from '../documents/kept-text.ts'
import type { WritingContext } from '../record/context.ts'
import type { Addition } from '../record/record.ts'
import { foundedVersions, readVersions } from './founded-versions.ts'
import { soughtText } from './version-text.ts'
import { hasMovedOn, setText } from './versions.ts'

/**
 * Where undo takes a restored version away, or redo brings it again, the text goes with it: what
 * stood before is the version kept just before it. A text that somebody has changed since is left.
 * @param additions entries that undo or redo has written
 */
export function moveRestoredText(context: WritingContext, additions: readonly Addition[]): void {
  for (const { draft } of additions) {
    if (draft.kind !== 'change' || typeof draft.set.removed !== 'boolean') continue
    const subject = parseSubject(draft.subject)
    if (subject?.kind === 'version') follow(context, subject.id, draft.set.removed)
  }
}

function follow(context: WritingContext, id: string, isRemoved: boolean): void {
  const { record } = context
  const version = foundedVersions(record.db).find((each) => each.id === id)
  if (version?.made !== 'restored') return
  const { strategy } = version
  const versions = readVersions(context, strategy)
  const at = versions.findIndex((each) => each.id === id)
  const [restored, before] = [versions[at], versions[at + 1]]
  if (!restored || !before) return
  const [from, to] = isRemoved ? [restored, before] : [before, restored]
  if (hasMovedOn(context, strategy, from)) return
  const content = readKeptText(record, soughtText(to))
  if (content !== undefined) setText(context, strategy, content)
}
