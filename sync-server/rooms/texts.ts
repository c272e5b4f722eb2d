import { createHash } from 'node:crypto'
import { type Grant, mayWriteDocuments } from '../../domain/record/grants.ts'
import type { RefusalReason } from '../../domain/record/guard.ts'
import type { Room } from '../../domain/sync/protocol.ts'
import { type TextReader, textReader, textSession } from '../../domain/sync/text-room.ts'
import type { StateVector } from '../store/store.ts'

/**
 * Texts that never change. What is offered is held back, for each connection by itself, until the
 * text is whole; only when it is the one that the room is named after does it reach the store, as
 * the one update that this text is. What is there already is never touched.
 */

/** How many of the largest texts may be held back in all, whoever sends them. */
const HELD_AT_ONCE = 4

/** Bytes held back in all rooms of this server. */
export interface HeldBytes {
  bytes: number
}

/** What becomes of one part of a text. */
export type PartOutcome =
  /** Held until the rest is here. */
  | { outcome: 'held'; clocks: StateVector }
  /** The whole text, to be judged in the place of its last part. */
  | { outcome: 'whole'; bytes: Uint8Array }
  | { outcome: 'refused'; reason: RefusalReason; clocks: StateVector }
  /** Others send so much at this moment that there is no room; it can come again. */
  | { outcome: 'busy' }

export interface TextParts<Sender extends object> {
  take(sender: Sender, grants: readonly Grant[], bytes: Uint8Array): PartOutcome
  /** The sender is gone, and with it what it had not finished. */
  leave(sender: Sender): void
}

export const hashOfText = (text: string): string => createHash('sha256').update(text).digest('hex')

export function textParts<Sender extends object>(
  { hash }: Extract<Room, { kind: 'text' }>,
  held: HeldBytes,
  most: number,
): TextParts<Sender> {
  const readers = new Map<Sender, TextReader>()
  const none: StateVector = new Map([[textSession(hash), 0]])

  function leave(sender: Sender): void {
    held.bytes -= readers.get(sender)?.held ?? 0
    readers.delete(sender)
  }

  return {
    take(sender, grants, bytes) {
      if (!mayWriteDocuments(grants))
        return { outcome: 'refused', reason: 'read-only', clocks: none }
      const reader = readers.get(sender) ?? textReader(hash, hashOfText)
      readers.set(sender, reader)
      if (reader.held + bytes.length > most) {
        leave(sender)
        return { outcome: 'refused', reason: 'room-full', clocks: none }
      }
      if (held.bytes + bytes.length > HELD_AT_ONCE * most) return { outcome: 'busy' }
      const before = reader.held
      const arrival = reader.take(bytes)
      held.bytes += reader.held - before
      if (arrival.state === 'more') return { outcome: 'held', clocks: none }
      readers.delete(sender)
      if (arrival.state === 'wrong')
        return { outcome: 'refused', reason: 'wrong-text', clocks: none }
      return { outcome: 'whole', bytes: arrival.update }
    },
    leave,
  }
}
