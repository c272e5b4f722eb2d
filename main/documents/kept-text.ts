import { createHash } from 'node:crypto'
import { textOf, textRoom, textUpdate } from '../../domain/sync/text-room.ts'
import type { UpdateLog } from '../record/log.ts'
import { loadDocument } from './shared-documents.ts'

/**
 * Texts that never change: each in a document named after what it says (`text-room.ts`). Earlier
 * versions of Accord kept a version's text in a document named after the version, where others could
 * write over it: it is read from there only as long as it is still what its hash says.
 */

interface Logged {
  log: UpdateLog
}

/** A text to be found: its SHA-256, and the document in which an earlier Accord may have kept it. */
export interface Sought {
  hash: string
  older: string | undefined
}

export type KeptState = 'here' | 'not-yet' | 'altered'

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Keeps a text, and answers its hash. One that is here already stays as it is. */
export function keepText(record: Logged, text: string): string {
  const hash = hashOf(text)
  const document = textRoom(hash)
  const state = stateOf(record, document, hash)
  if (state === 'not-yet') record.log.receive(document, textUpdate(hash, text), 'local')
  else if (state === 'altered') record.log.rewrite(document, textUpdate(hash, text))
  return hash
}

/** The text, if it is here and what its hash says. */
export function readKeptText(record: Logged, sought: Sought): string | undefined {
  const document = documentsOf(sought).find((each) => stateOf(record, each, sought.hash) === 'here')
  return document === undefined ? undefined : textOf(loadDocument(record, document))
}

export function keptState(record: Logged, sought: Sought): KeptState {
  const states = documentsOf(sought).map((each) => stateOf(record, each, sought.hash))
  return (['here', 'altered'] as const).find((state) => states.includes(state)) ?? 'not-yet'
}

/**
 * Makes sure of texts that the record speaks of: what an earlier Accord kept is kept again where it
 * cannot be changed, and a copy that was damaged is let go, so that it can be fetched anew.
 * @returns documents whose content is no longer what it was
 */
export function mendTexts(record: Logged, texts: readonly Sought[]): string[] {
  return texts.flatMap((sought) => {
    const document = textRoom(sought.hash)
    const before = stateOf(record, document, sought.hash)
    if (before === 'here') return []
    const text = readKeptText(record, sought)
    if (text !== undefined) keepText(record, text)
    else if (before === 'altered') record.log.rewrite(document, NOTHING)
    else return []
    return [document]
  })
}

/** An update without content. */
const NOTHING = Uint8Array.of(0, 0)

function documentsOf({ hash, older }: Sought): string[] {
  return older === undefined ? [textRoom(hash)] : [textRoom(hash), older]
}

/** What was last seen of each, so that a list of versions need not read them all again. */
const seen = new WeakMap<UpdateLog, Map<string, { update: number; state: KeptState }>>()

function stateOf(record: Logged, document: string, hash: string): KeptState {
  const { log } = record
  const known = seen.get(log) ?? new Map<string, { update: number; state: KeptState }>()
  seen.set(log, known)
  const update = log.lastUpdate(document)
  const key = `${document} ${hash}`
  const before = known.get(key)
  if (before?.update === update) return before.state
  const text = update === 0 ? undefined : textOf(loadDocument(record, document))
  const state = text === undefined ? 'not-yet' : hashOf(text) === hash ? 'here' : 'altered'
  known.set(key, { update, state })
  return state
}
