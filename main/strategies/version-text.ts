import { createHash } from 'node:crypto'
import { versionDocument } from '../../domain/documents/tree.ts'
import { UserError } from '../../domain/errors.ts'
import { readVersionDocument } from '../documents/version-document.ts'
import type { UpdateLog } from '../record/log.ts'
import type { ServiceRecord } from '../record/record.ts'
import type { Version } from './parts.ts'

/** Texts of versions: canonical JSON of the document, each in a document of its own. */

type TextState = 'here' | 'not-yet' | 'altered'

export const hashOf = (content: string): string =>
  createHash('sha256').update(content).digest('hex')

/** What was last seen of each text, so that a list of versions need not read them all again. */
const seen = new WeakMap<UpdateLog, Map<string, { update: number; state: TextState }>>()

/** Whether the text is here yet, and is what the version's hash says. */
export function versionTextState({ log }: ServiceRecord, version: Version): TextState {
  const known = seen.get(log) ?? new Map<string, { update: number; state: TextState }>()
  seen.set(log, known)
  const update = log.lastUpdate(versionDocument(version.id))
  const key = `${version.id} ${version.hash}`
  const before = known.get(key)
  if (before?.update === update) return before.state
  const content = readVersionDocument({ log }, versionDocument(version.id))
  const state =
    content === undefined ? 'not-yet' : hashOf(content) === version.hash ? 'here' : 'altered'
  known.set(key, { update, state })
  return state
}

/**
 * A version's text, as it was kept.
 * @throws UserError when it has not come in yet, or is not what the hash says
 */
export function versionText(record: ServiceRecord, version: Version): string {
  const content = readVersionDocument(record, versionDocument(version.id))
  if (content === undefined)
    throw new UserError(
      `The text of “${version.name}” has not come in yet. Synchronise, then try again.`,
    )
  if (hashOf(content) !== version.hash)
    throw new UserError(
      `The text of “${version.name}” is not the one that was kept, so it is not used. Keep a new version.`,
    )
  return content
}
