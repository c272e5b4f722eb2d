import * as Y from 'yjs'
import { MINUTES_TEXT } from '../../../../domain/workshops/notes.ts'
import { type DocumentLink, Replica, type ReplicaStatus } from '../../../app/replica.ts'
import type { TextChange, TextDelta } from './text-change.ts'

const TYPED = Symbol('typed here')

/** One plain text that several people type at once: the replica behind it, and its own undo. */
export class SharedText {
  readonly #replica: Replica
  readonly #onText = new Set<(deltas: readonly TextDelta[] | null) => void>()
  #undo!: Y.UndoManager

  constructor(link: DocumentLink) {
    this.#replica = new Replica(link)
    this.#watch()
    this.#replica.onReplaced(() => {
      this.#undo.destroy()
      this.#watch()
      for (const hear of this.#onText) hear(null)
    })
  }

  get status(): ReplicaStatus {
    return this.#replica.status
  }

  get value(): string {
    return this.#text.toString()
  }

  /** Makes a change that the person typed. */
  change({ at, remove, insert }: TextChange): void {
    this.#replica.doc.transact(() => {
      if (remove > 0) this.#text.delete(at, remove)
      if (insert !== '') this.#text.insert(at, insert)
    }, TYPED)
  }

  /** Takes back what was typed here last, whatever others typed since. */
  undo(): void {
    this.#undo.undo()
  }

  redo(): void {
    this.#undo.redo()
  }

  /** Lets nothing in while a character is being composed: the field would lose it. */
  hold(isHeld: boolean): void {
    this.#replica.hold(isHeld)
  }

  forgetRefused(): void {
    this.#replica.forgetRefused()
  }

  onStatus(hear: () => void): () => void {
    return this.#replica.onStatus(hear)
  }

  /** Hears of changes that the field did not make itself; `null` for a text that was replaced whole. */
  onText(hear: (deltas: readonly TextDelta[] | null) => void): () => void {
    this.#onText.add(hear)
    return () => this.#onText.delete(hear)
  }

  /** Sends what was typed last, and hears no more. */
  close(): void {
    this.#replica.close()
  }

  get #text(): Y.Text {
    return this.#replica.doc.getText(MINUTES_TEXT)
  }

  #watch(): void {
    this.#undo = new Y.UndoManager(this.#text, { trackedOrigins: new Set([TYPED]) })
    this.#text.observe((event, { origin }) => {
      if (origin !== TYPED) for (const hear of this.#onText) hear(event.delta)
    })
  }
}
