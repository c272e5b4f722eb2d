import { type Grant, leadOf, mayWriteDocuments, whyNotDocuments } from '../record/grants.ts'
import {
  minutesDocumentName,
  narrativeDocument,
  strategyDocument,
  versionDocument,
} from './tree.ts'

/** What a document is for, as its name says: what it belongs to, and who may write in it. */
export type Purpose = 'minutes' | 'strategy' | 'narrative' | 'version'

export interface Belonging {
  purpose: Purpose
  /** The subject that the document is of: there is none without it. */
  subject: 'session' | 'strategy' | 'report' | 'version'
  id: string
}

const ID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'
const NAMES: readonly (Omit<Belonging, 'id'> & { name: RegExp })[] = [
  { name: named(minutesDocumentName(`(${ID})`)), purpose: 'minutes', subject: 'session' },
  { name: named(strategyDocument(`(${ID})`)), purpose: 'strategy', subject: 'strategy' },
  { name: named(versionDocument(`(${ID})`)), purpose: 'version', subject: 'version' },
  {
    name: named(narrativeDocument(`(${ID})`, '[a-z0-9]+(?:-[A-Za-z0-9]+)*')),
    purpose: 'narrative',
    subject: 'report',
  },
]

function named(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`)
}

/** `undefined` when the name is no document's that this version knows. */
export function documentPurpose(document: string): Belonging | undefined {
  for (const { name, purpose, subject } of NAMES) {
    const id = name.exec(document)?.[1]
    if (id !== undefined) return { purpose, subject, id }
  }
  return undefined
}

/**
 * Whether the grants allow typing in a document of this purpose.
 * @param isInvited whether somebody of a system is on the session's list of people
 */
export function mayType(
  grants: readonly Grant[],
  purpose: Purpose,
  isInvited: (system: string) => boolean,
): boolean {
  const isStaff = grants.includes('chair') || grants.includes('regional')
  switch (purpose) {
    case 'minutes':
      return isStaff || leadOf(grants).some(isInvited)
    case 'narrative':
      return isStaff
    // A version is kept by whoever may write the strategy.
    case 'strategy':
    case 'version':
      return mayWriteDocuments(grants)
  }
}

/** The reason to give somebody who may not. */
export function whyNotType(purpose: Purpose): string {
  switch (purpose) {
    case 'minutes':
      return 'Only workshop co-chairs, regional staff and leads of systems that are invited to the session can type here. Ask a co-chair to add you to the list.'
    case 'narrative':
      return 'Only workshop co-chairs and regional staff can type in a report. Ask whoever invited you for more access.'
    case 'strategy':
    case 'version':
      return whyNotDocuments()
  }
}
