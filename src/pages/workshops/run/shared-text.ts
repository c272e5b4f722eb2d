import * as Y from 'yjs'
import { MINUTES_TEXT } from '../../../../domain/workshops/notes.ts'
import type { OpenedDocument } from '../../../../preload/workshops-types.ts'
import type { TextChange, TextDelta } from './text-change.ts'

/** The way to the service's copy of one shared text. Updates are Yjs updates in base64. */
export interface TextLink {
  open(): Promise<OpenedDocument>
  send(update: string): Promise<void>
  /**
   * Hears updates of others until the answer is called.
   * @param missed is called when some may not have been heard
   */
  listen(hear: (update: string) => void, missed: () => void): () => void
}

/** How the text stands with the service. */
export interface TextStatus {
  isOpen: boolean
  mayWrite: boolean
  whyNot: string | null
  /** Why it could not be opened, or what was typed last could not be kept yet. */
  problem: string | null
  /** What the service would not take, with its reason: out of the text, to be put right. */
  refused: { typed: string; reason: string } | null
}

const REMOTE = Symbol('from the service')
const TYPED = Symbol('typed here')
/** Quick typing goes out together, this often at most, in ms. */
const SEND_EVERY_MS = 150
const RETRY_AFTER_MS = 2000

/**
 * The page's copy of a text that several people type at once. What is typed here goes to the service
 * in the order in which it was typed; what others type comes in between, wherever they type it.
 */
export class SharedText {
  status: TextStatus = {
    isOpen: false,
    mayWrite: false,
    whyNot: null,
    problem: null,
    refused: null,
  }
  readonly #link: TextLink
  readonly #onStatus = new Set<() => void>()
  readonly #onText = new Set<(deltas: readonly TextDelta[] | null) => void>()
  readonly #stopListening: () => void
  #doc = new Y.Doc()
  #undo!: Y.UndoManager
  #unsent: Uint8Array[] = []
  #typed = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #sending = false
  #failures = 0
  /** Updates that wait while a character is being composed; `null` while none is. */
  #held: string[] | null = null
  #isClosed = false

  constructor(link: TextLink) {
    this.#link = link
    this.#watch()
    this.#stopListening = link.listen(
      (update) => this.#takeIn(update),
      () => void this.open(),
    )
    void this.open()
  }

  get value(): string {
    return this.#text.toString()
  }

  /** Takes in the service's copy; again, to catch up with what was not heard. */
  async open(): Promise<void> {
    try {
      const { state, mayWrite, whyNot } = await this.#link.open()
      this.#takeIn(state)
      this.#say({ isOpen: true, mayWrite, whyNot, problem: null })
    } catch (error) {
      this.#say({ problem: (error as Error).message })
    }
  }

  /** Makes a change that the person typed. */
  change({ at, remove, insert }: TextChange): void {
    this.#doc.transact(() => {
      if (remove > 0) this.#text.delete(at, remove)
      if (insert !== '') this.#text.insert(at, insert)
    }, TYPED)
    this.#typed += insert
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
    const waiting = this.#held ?? []
    this.#held = isHeld ? waiting : null
    if (!isHeld) for (const update of waiting) this.#takeIn(update)
  }

  forgetRefused(): void {
    this.#say({ refused: null })
  }

  onStatus(hear: () => void): () => void {
    this.#onStatus.add(hear)
    return () => this.#onStatus.delete(hear)
  }

  /** Hears of changes that the field did not make itself; `null` for a text that was replaced whole. */
  onText(hear: (deltas: readonly TextDelta[] | null) => void): () => void {
    this.#onText.add(hear)
    return () => this.#onText.delete(hear)
  }

  /** Sends what was typed last, and hears no more. */
  close(): void {
    this.#isClosed = true
    this.#stopListening()
    void this.#send()
  }

  get #text(): Y.Text {
    return this.#doc.getText(MINUTES_TEXT)
  }

  #watch(): void {
    this.#undo = new Y.UndoManager(this.#text, { trackedOrigins: new Set([TYPED]) })
    this.#text.observe((event, { origin }) => {
      if (origin !== TYPED) for (const hear of this.#onText) hear(event.delta)
    })
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE) return
      this.#unsent.push(update)
      this.#sendSoon(SEND_EVERY_MS)
    })
  }

  #takeIn(update: string): void {
    if (this.#held) this.#held.push(update)
    else Y.applyUpdate(this.#doc, bytesOf(update), REMOTE)
  }

  #sendSoon(after: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.#send()
    }, after)
  }

  async #send(): Promise<void> {
    if (this.#sending || this.#unsent.length === 0) return
    this.#sending = true
    const going = this.#unsent
    const typed = this.#typed
    this.#unsent = []
    this.#typed = ''
    try {
      await this.#link.send(base64Of(Y.mergeUpdates(going)))
      this.#failures = 0
      if (this.status.problem) this.#say({ problem: null })
    } catch (error) {
      this.#unsent = [...going, ...this.#unsent]
      this.#typed = typed + this.#typed
      await this.#recover((error as Error).message)
    } finally {
      this.#sending = false
    }
    if (this.#unsent.length > 0 && !this.#isClosed)
      this.#sendSoon(this.#failures > 0 ? RETRY_AFTER_MS : SEND_EVERY_MS)
  }

  /**
   * After a failure: where the service answers but will not take the change a second time, the
   * change is taken out of the text; where it does not answer, the change waits.
   */
  async #recover(reason: string): Promise<void> {
    this.#failures++
    const opened = await this.#link.open().catch(() => undefined)
    if (!opened || this.#failures === 1) {
      this.#say({ problem: `What you typed last is not kept yet. ${reason}` })
      return
    }
    const { state, mayWrite, whyNot } = opened
    const typed = this.#typed.trim()
    this.#failures = 0
    this.#unsent = []
    this.#typed = ''
    this.#undo.destroy()
    this.#doc.destroy()
    this.#doc = new Y.Doc()
    Y.applyUpdate(this.#doc, bytesOf(state), REMOTE)
    this.#watch()
    for (const hear of this.#onText) hear(null)
    this.#say({ mayWrite, whyNot, problem: null, refused: { typed, reason } })
  }

  #say(change: Partial<TextStatus>): void {
    this.status = { ...this.status, ...change }
    for (const hear of this.#onStatus) hear()
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
