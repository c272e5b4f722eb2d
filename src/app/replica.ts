import * as Y from 'yjs'
import type { OpenedDocument } from '../../preload/workshops-types.ts'
import type { Outbox } from './unsent.ts'

/** The way to the service's copy of one document. Updates are Yjs updates in base64. */
export interface DocumentLink {
  open(): Promise<OpenedDocument>
  send(update: string): Promise<void>
  /** Where changes wait that are not with the service yet. */
  outbox?: Outbox
  /**
   * Hears updates of others until the answer is called.
   * @param missed is called when some may not have been heard
   */
  listen(hear: (update: string) => void, missed: () => void): () => void
}

/** How the document stands with the service. */
export interface ReplicaStatus {
  isOpen: boolean
  mayWrite: boolean
  whyNot: string | null
  /** Why it could not be opened, or what was typed last could not be kept yet. */
  problem: string | null
  /** What the service would not take, with its reason: out of the document, to be put right. */
  refused: { typed: string; reason: string } | null
}

const REMOTE = Symbol('from the service')
/** Quick typing goes out together, this often at most, in ms. */
const SEND_EVERY_MS = 150
const RETRY_AFTER_MS = 2000

/**
 * The page's copy of a document that several people change at once. What is changed here goes to the
 * service in the order in which it was; what others change comes in between.
 */
export class Replica {
  status: ReplicaStatus = {
    isOpen: false,
    mayWrite: false,
    whyNot: null,
    problem: null,
    refused: null,
  }
  /** Another one after a refusal: see `onReplaced`. */
  doc = new Y.Doc()
  readonly #link: DocumentLink
  readonly #onStatus = new Set<() => void>()
  readonly #onReplaced = new Set<() => void>()
  readonly #onIncoming = new Set<() => void>()
  readonly #stopListening: () => void
  #unsent: Uint8Array[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #sending = false
  /** Whether what an earlier page left was put in. */
  #isTakenUp = false
  #failures = 0
  /** Updates that wait while a character is being composed; `null` while none is. */
  #held: string[] | null = null
  #isClosed = false

  constructor(link: DocumentLink) {
    this.#link = link
    this.#watch()
    this.#stopListening = link.listen(
      (update) => this.#takeIn(update),
      () => void this.open(),
    )
    void this.open()
  }

  /** Takes in the service's copy; again, to catch up with what was not heard. */
  async open(): Promise<void> {
    try {
      const { state, mayWrite, whyNot } = await this.#link.open()
      this.#takeIn(state)
      this.#takeUp()
      this.#say({ isOpen: true, mayWrite, whyNot, problem: null })
    } catch (error) {
      this.#say({ problem: (error as Error).message })
    }
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

  /** Hears that a refused change was taken out: `doc` is another one now. */
  onReplaced(hear: () => void): () => void {
    this.#onReplaced.add(hear)
    return () => this.#onReplaced.delete(hear)
  }

  /** Hears that what others changed is about to be put in. */
  onIncoming(hear: () => void): () => void {
    this.#onIncoming.add(hear)
    return () => this.#onIncoming.delete(hear)
  }

  /** Sends at once what was changed last, as when the page is about to go. */
  flush(): void {
    void this.#send()
  }

  /** Sends what was changed last, and hears no more. */
  close(): void {
    this.#isClosed = true
    this.#stopListening()
    this.flush()
  }

  /** Goes on with what was typed before the page, or the service, went. */
  #takeUp(): void {
    const left = this.#isTakenUp ? null : this.#link.outbox?.read()
    this.#isTakenUp = true
    if (!left) return
    Y.applyUpdate(this.doc, bytesOf(left))
    // What the service had after all is nothing new.
    if (this.#unsent.length === 0) this.#link.outbox?.write(null, '')
  }

  #wait(): void {
    if (this.#unsent.length > 1) this.#unsent = [Y.mergeUpdates(this.#unsent)]
    const [update] = this.#unsent
    this.#link.outbox?.write(update ? base64Of(update) : null, wordsOf(this.#unsent))
  }

  #watch(): void {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === REMOTE) return
      this.#unsent.push(update)
      this.#wait()
      this.#sendSoon(SEND_EVERY_MS)
    })
  }

  #takeIn(update: string): void {
    if (this.#held) {
      this.#held.push(update)
      return
    }
    for (const hear of this.#onIncoming) hear()
    Y.applyUpdate(this.doc, bytesOf(update), REMOTE)
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
    this.#unsent = []
    try {
      await this.#link.send(base64Of(Y.mergeUpdates(going)))
      this.#failures = 0
      this.#wait()
      if (this.status.problem) this.#say({ problem: null })
    } catch (error) {
      this.#unsent = [...going, ...this.#unsent]
      await this.#recover((error as Error).message)
    } finally {
      this.#sending = false
    }
    if (this.#unsent.length > 0 && !this.#isClosed)
      this.#sendSoon(this.#failures > 0 ? RETRY_AFTER_MS : SEND_EVERY_MS)
  }

  /**
   * After a failure: where the service answers but will not take the change a second time, the
   * change is taken out of the document; where it does not answer, the change waits.
   */
  async #recover(reason: string): Promise<void> {
    this.#failures++
    const opened = await this.#link.open().catch(() => undefined)
    if (!opened || this.#failures === 1) {
      this.#say({ problem: `What you typed last is not kept yet. ${reason}` })
      return
    }
    const { state, mayWrite, whyNot } = opened
    const typed = wordsOf(this.#unsent).trim()
    this.#failures = 0
    this.#unsent = []
    this.#wait()
    this.doc.destroy()
    this.doc = new Y.Doc()
    Y.applyUpdate(this.doc, bytesOf(state), REMOTE)
    this.#watch()
    for (const hear of this.#onReplaced) hear()
    this.#say({ mayWrite, whyNot, problem: null, refused: { typed, reason } })
  }

  #say(change: Partial<ReplicaStatus>): void {
    this.status = { ...this.status, ...change }
    for (const hear of this.#onStatus) hear()
  }
}

/**
 * The characters that updates put in, in the order in which they were typed; what was not typed right
 * behind what came before it is on a line of its own.
 */
function wordsOf(updates: readonly Uint8Array[]): string {
  let words = ''
  let end: Y.ID | undefined
  for (const struct of updates.flatMap((update) => Y.decodeUpdate(update).structs)) {
    if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentString)) continue
    const goesOn = end && struct.origin && Y.compareIDs(struct.origin, end)
    if (words && !goesOn) words += '\n'
    words += struct.content.str
    end = struct.lastId
  }
  return words
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}
