import { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'

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

/** Whose caret is where: as the editor's caret extension wants to be told, without a network. */
export class Carets {
  readonly awareness: Awareness
  readonly #tell: (caret: Caret | null) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #told = ''

  constructor(doc: Y.Doc, tell: (caret: Caret | null) => void) {
    this.awareness = new Awareness(doc)
    this.#tell = tell
    this.awareness.on('update', (_: unknown, origin: unknown) => {
      if (origin === 'local') this.#timer ??= setTimeout(() => this.#say(), TELL_EVERY_MS)
    })
  }

  /** Shows these people and no others. */
  show(people: readonly PersonInText[]): void {
    const own = this.awareness.clientID
    const before = [...this.awareness.states.keys()].filter((client) => client !== own)
    for (const client of before) this.awareness.states.delete(client)
    const now = people.map(({ name, anchor, head }, index) => {
      const client = own + 1 + index
      const cursor = { anchor: JSON.parse(anchor), head: JSON.parse(head) }
      this.awareness.states.set(client, { user: { name }, cursor })
      return client
    })
    const change = { added: now, updated: [], removed: before }
    this.awareness.emit('change', [change, 'remote'])
    this.awareness.emit('update', [change, 'remote'])
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#tell(null)
    this.awareness.destroy()
  }

  #say(): void {
    this.#timer = undefined
    const { cursor } = this.awareness.getLocalState() ?? {}
    const caret = cursor
      ? { anchor: JSON.stringify(cursor.anchor), head: JSON.stringify(cursor.head) }
      : null
    if (JSON.stringify(caret) === this.#told) return
    this.#told = JSON.stringify(caret)
    this.#tell(caret)
  }
}
