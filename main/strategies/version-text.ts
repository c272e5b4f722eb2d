import { versionDocument } from '../../domain/documents/tree.ts'
import { UserError } from '../../domain/errors.ts'
import { type KeptState, keptState, readKeptText, type Sought } from '../documents/kept-text.ts'
import type { ServiceRecord } from '../record/record.ts'
import type { Version } from './founded-versions.ts'
import { vouches } from './version-id.ts'

/** Texts of versions: canonical JSON of the document, kept where nobody can change it. */

/** Where the text of a version is to be found. */
export function soughtText({ id, hash }: Pick<Version, 'id' | 'hash'>): Sought {
  // Ids that vouch for their text are younger than texts that cannot be changed.
  return { hash, older: vouches(id) ? undefined : versionDocument(id) }
}

/** Whether the text is here yet, and is what the version's hash says. */
export function versionTextState(record: ServiceRecord, version: Version): KeptState {
  return keptState(record, soughtText(version))
}

/**
 * A version's text, as it was kept.
 * @throws UserError when it has not come in yet, or is not what the hash says
 */
export function versionText(record: ServiceRecord, version: Version): string {
  const text = readKeptText(record, soughtText(version))
  if (text !== undefined) return text
  throw new UserError(
    versionTextState(record, version) === 'altered'
      ? `The text of “${version.name}” is not the one that was kept, so it is not used. Synchronise to fetch it again, or keep a new version.`
      : `The text of “${version.name}” has not come in yet. Synchronise, then try again.`,
  )
}
