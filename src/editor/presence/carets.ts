import { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { catchUp } from './catch-up.ts'

/** A caret or selection as two places in a shared document: Yjs relative positions as JSON texts. */
export interface Caret {
  anchor: string
  head: string
}
export interface PersonInText extends Caret {
  member: string
  name: string
}

/** People move about while they type; the others need not see each step. */
const TELL_EVERY_MS = 400

/** Tells of others alone: where one's own caret is changes nothing that is drawn. */
class OthersAwareness extends Awareness {
  override emit(name: string, args: unknown[]): void {
    if (name !== 'change' || args[1] !== 'local') super.emit(name, args)
  }
}

/** Whose caret is where: as the editor's caret extension wants to be told, without a network. */
export class Carets {
  readonly awareness: Awareness
  readonly #tell: (caret: Caret | null) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #told = ''
  #shown = '[]'

  constructor(doc: Y.Doc, tell: (caret: Caret | null) => void) {
    this.awareness = new OthersAwareness(doc)
    this.#tell = tell
    this.awareness.on('update', (_: unknown, origin: unknown) => {
      if (origin === 'local') this.#timer ??= setTimeout(() => this.#say(), TELL_EVERY_MS)
    })
  }

  /** Shows these people and no others. */
  show(people: readonly PersonInText[]): void {
    const shown = JSON.stringify(people)
    if (shown === this.#shown) return
    this.#shown = shown
    const own = this.awareness.clientID
    const before = [...this.awareness.states.keys()].filter((client) => client !== own)
    for (const client of before) this.awareness.states.delete(client)
    const now = people.map(({ name, anchor, head }, index) => {
      const client = own + 1 + index
      const cursor = { anchor: JSON.parse(anchor), head: JSON.parse(head) }
      this.awareness.states.set(client, { user: { name }, cursor })
      return client
    })
    // The editor draws them in a later task.
    setTimeout(catchUp)
    const change = { added: now, updated: [], removed: before }
    this.awareness.emit('change', [change, 'remote'])
    this.awareness.emit('update', [change, 'remote'])
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#tell(null)
    this.awareness.destroy()
  }

  /** The editor hides the carets of others when a line is cut in two here, until it is told of them again. */
  #redraw(): void {
    if (this.awareness.states.size < 2) return
    this.awareness.emit('change', [{ added: [], updated: [], removed: [] }, 'remote'])
  }

  #say(): void {
    this.#timer = undefined
    this.#redraw()
    const { cursor } = this.awareness.getLocalState() ?? {}
    const caret = cursor
      ? { anchor: JSON.stringify(cursor.anchor), head: JSON.stringify(cursor.head) }
      : null
    if (JSON.stringify(caret) === this.#told) return
    this.#told = JSON.stringify(caret)
    this.#tell(caret)
  }
}
